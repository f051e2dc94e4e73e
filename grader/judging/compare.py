"""Decide whether a result equals what is expected: shapes first, then kinds, then NaN, then values, and never by broadcasting."""

import functools
import math
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from grader.runner import wire

Array = np.ndarray[Any, Any]

SAFETY = 8.0


def to_array(value: wire.Array) -> Array:
    """Return the received bytes as an array."""
    return np.frombuffer(value.data, dtype=_little(value.dtype)).reshape(value.shape)


@functools.lru_cache(maxsize=64)
def _little(name: str) -> "np.dtype[Any]":
    return np.dtype(name).newbyteorder("<")


@functools.lru_cache(maxsize=64)
def name_of(dtype: "np.dtype[Any]") -> str:
    """Return the name of a dtype, which NumPy puts together anew each time."""
    return dtype.name


def to_wire(array: Array) -> tuple[dict[str, Any], memoryview]:
    """Return an array's description and bytes, as a request carries them."""
    name = name_of(array.dtype)
    flat = np.ascontiguousarray(array, dtype=_little(name)).reshape(-1)
    return {"dtype": name, "shape": list(array.shape)}, flat.view(np.uint8).data


def allowed_error(expected: Array, actual: Array, rule: Literal["auto"] | float, reduction: int) -> float:
    """Return the largest error that an element may have.

    It scales with the largest expected value. With the rule "auto" it is what rounding can explain: a few ε of the coarser of the
    two floating-point types (no coarser than float32, so that float16 does not pass) times the length of the reduction.
    """
    largest = float(np.max(np.abs(expected), initial=0.0))
    if not math.isfinite(largest):
        largest = float(np.max(np.abs(expected[np.isfinite(expected)]), initial=0.0))
    if rule != "auto":
        return largest * rule
    types = [array.dtype for array in (expected, actual) if array.dtype.kind in "fc"]
    if not types:
        return 0.0
    epsilon = max(min(float(np.finfo(dtype).eps), float(np.finfo(np.float32).eps)) for dtype in types)
    return SAFETY * epsilon * max(1, math.isqrt(reduction)) * (largest or 1.0)


@dataclass(frozen=True, slots=True)
class Difference:
    """Where two arrays of one shape differ: the first index in C order, and how many elements do."""

    index: tuple[int, ...]
    count: int


def first_difference(expected: Array, actual: Array, error: float) -> Difference | None:
    """Return where two arrays of the same shape differ by more than `error`; None where nowhere.

    A NaN equals a NaN, an infinity the same infinity.
    """
    if error == 0 and expected.dtype.kind in "biu" and actual.dtype.kind in "biu":
        return _difference(expected == actual)  # as real numbers, 2**62 and 2**62 + 1 would be the same
    with np.errstate(invalid="ignore", over="ignore"):
        if _are_real(expected, actual) and np.max(np.abs(np.subtract(expected, actual, dtype=np.float64))) <= error:
            return None  # a NaN and an infinity are never that near
        wide = [
            array.astype(np.result_type(array.dtype, np.float64)) if array.dtype.kind != "c" else array
            for array in (expected, actual)
        ]
        same = np.abs(wide[0] - wide[1]) <= error
    same |= (wide[0] == wide[1]) | (np.isnan(wide[0]) & np.isnan(wide[1]))
    return _difference(same)


def _are_real(expected: Array, actual: Array) -> bool:
    """Return whether both hold floating-point numbers of 64 bits at most, and any at all."""
    return expected.size > 0 and all(array.dtype.kind == "f" and array.itemsize <= 8 for array in (expected, actual))


def is_right(expected: object, value: wire.Value, rule: Literal["auto"] | float, reduction: int) -> bool:
    """Return whether a result is what belongs there: an int, an array, or a tuple of those.

    `rule` and `reduction` are as for `allowed_error`. What is wrong with any other result is for `explain` to say.
    """
    if isinstance(expected, tuple):
        if not isinstance(value, wire.Items) or len(value.values) != len(expected):
            return False
        return all(is_right(*pair, rule, reduction) for pair in zip(expected, value.values, strict=True))
    if not isinstance(expected, np.ndarray):
        return whole_number(value) == expected
    if not isinstance(value, wire.Array) or value.shape != expected.shape:
        return False
    actual = to_array(value)
    if not kind_fits(expected.dtype, actual.dtype):
        return False
    return is_near(expected, actual, allowed_error(expected, actual, rule, reduction))


def whole_number(value: wire.Value) -> int | None:
    """Return the number of an int, or of an array of no dimensions that holds a whole number; None for anything else."""
    if isinstance(value, wire.Integer):
        return value.value
    if isinstance(value, wire.Array) and value.shape == ():
        number = to_array(value)[()]
        return int(number) if number.dtype.kind in "iu" else None
    return None


def kind_fits(expected: "np.dtype[Any]", actual: "np.dtype[Any]") -> bool:
    """Return whether numbers are of the kind that belongs there; real numbers may stand for whole ones."""
    wanted, got = (dtype.kind.replace("u", "i") for dtype in (expected, actual))
    return wanted == got or (wanted, got) == ("i", "f")


def is_near(expected: Array, actual: Array, error: float) -> bool:
    """Return whether two arrays of the same shape differ nowhere by more than `error`: whether there is no `first_difference`."""
    if _are_real(expected, actual):
        with np.errstate(invalid="ignore", over="ignore"):
            largest = float(np.abs(np.subtract(expected, actual, dtype=np.float64)).max())
        if largest == largest:  # else a NaN or two infinities stand somewhere
            return largest <= error
    return first_difference(expected, actual, error) is None


def _difference(same: Array) -> Difference | None:
    if same.all():
        return None
    wrong = np.argwhere(~same)
    return Difference(tuple(int(i) for i in wrong[0]), len(wrong))
