"""Answers that no reasoning leads to, and that a lenient judge would take: zeros, ones, NaN, an input, half the precision."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from grader.authoring.findings import Finding, Places
from grader.authoring.killing import Asked
from grader.course.model import CodeQuestion
from grader.judging.compare import is_right
from grader.judging.oracle import to_value
from grader.runner import wire

Array = np.ndarray[Any, Any]

APPARENT = 1e-4  # of the largest value: a difference that rounding to half precision makes, and float32 does not


def degenerate_findings(question: CodeQuestion, asked: Sequence[Asked], places: Places) -> Iterator[Finding]:
    """Find cases that take an answer which anybody can see is wrong; each case is told once of each."""
    positions = {case.id: position for position, case in enumerate(question.cases)}
    seen: set[tuple[str, str]] = set()
    for each in asked:
        for name, value in wrong_answers(each.expected, each.call.arguments.values()):
            if (each.case.id, name) in seen:
                continue
            if not is_right(each.expected, value, question.tolerance, each.call.reduction):
                continue
            seen.add((each.case.id, name))
            at = ("cases", positions[each.case.id])
            if name == "all zeros":
                message = f'"{each.case.id}" takes a result of zeros: make tolerance smaller'
                yield places.at(at, "tolerance", message)
            else:
                message = f'"{each.case.id}" takes {name}: make tolerance smaller, or change its inputs'
                yield places.at(at, "degenerate", message)


def wrong_answers(expected: object, arguments: Any) -> Iterator[tuple[str, wire.Value]]:
    """Yield what must fail where `expected` is right, as the child would send it; nothing that equals it."""
    if isinstance(expected, tuple):
        yield "the first result alone", to_value(expected[0])
        for position, part in enumerate(expected):
            for name, value in wrong_answers(part, arguments):
                parts = [value if i == position else to_value(other) for i, other in enumerate(expected)]
                yield f"{name} as result {position + 1}", wire.Items(tuple(parts))
    elif isinstance(expected, np.ndarray):
        for name, array in _arrays(expected, [each for each in arguments if isinstance(each, np.ndarray)]):
            if _differs(expected, array):
                yield name, to_value(array)
    elif isinstance(expected, int):
        yield from _counts(expected, [each for each in arguments if type(each) is int])


def _counts(expected: int, arguments: Sequence[int]) -> Iterator[tuple[str, wire.Value]]:
    for name, number in (("all zeros", 0), ("all ones", 1), *((f"its input {given}", given) for given in arguments)):
        if number != expected:
            yield name, wire.Integer(number)
    for name, odd in (("NaN", np.nan), ("infinity", np.inf)):
        yield name, to_value(np.array(odd))
    yield "an array of one number", wire.Array("int64", (1,), np.int64(expected % 2**62).tobytes())


def _arrays(expected: Array, arguments: Sequence[Array]) -> Iterator[tuple[str, Array]]:
    with np.errstate(all="ignore"):
        yield "all zeros", np.zeros_like(expected)
        yield "all ones", np.ones_like(expected)
        yield "NaN everywhere", np.full(expected.shape, np.nan)
        yield "infinity everywhere", np.full(expected.shape, np.inf)
        for position, argument in enumerate(arguments):
            yield f"array argument {position + 1} as it is", argument
        yield "the result transposed", expected.T
        if expected.ndim:
            yield "an array of one row", expected[:1]
        if expected.size:
            yield "an array of one number", expected.reshape(-1)[:1].reshape((1,) * expected.ndim)
            yield "a single number", np.array(expected.reshape(-1)[0])
        yield "truth values", expected.astype(bool)
        if expected.dtype.kind == "f":
            yield "float16", expected.astype(np.float16)
            yield "whole numbers", np.nan_to_num(np.trunc(expected)).astype(np.int64)
        elif expected.dtype.kind in "iu":
            yield "fractions", expected + 0.5


def _differs(expected: Array, array: Array) -> bool:
    """Whether it is apparent that an array is not the right one: its shape, its kind, or a value."""
    if array.shape != expected.shape:
        return True
    if not expected.size:
        return False
    kinds = {"b": 0, "u": 1, "i": 1, "f": 2, "c": 3}
    if kinds[array.dtype.kind] < kinds[expected.dtype.kind]:
        return True
    with np.errstate(all="ignore"):
        apart = np.abs(array.astype(complex) - expected.astype(complex))
        largest = float(np.max(np.abs(expected[np.isfinite(expected)]), initial=0.0))
    return bool(
        (np.isnan(array) != np.isnan(expected)).any() or (np.nan_to_num(apart, nan=0.0) > APPARENT * largest).any()
    )
