"""Say the first thing that is wrong with a result, in terms of the layer, and nothing that the result does not prove."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from grader.course.formulas import Number
from grader.course.model import CodeQuestion
from grader.course.templates import fill_in
from grader.judging.compare import Array, allowed_error, first_difference, kind_fits, name_of, to_array, whole_number
from grader.judging.patterns import pattern, permutation, written
from grader.runner import wire


@dataclass(frozen=True, slots=True)
class Call:
    """One call of a function: its arguments by name, and the sizes of the named axes.

    An element of its result is made of `reduction` terms at most.
    """

    question: CodeQuestion
    arguments: Mapping[str, Any]
    values: Mapping[str, Number]
    reduction: int

    def name(self, position: int) -> str:
        """Return the name of an argument by its position."""
        names = list(self.arguments)
        return names[position] if position < len(names) else "?"

    def written(self) -> str:
        """Return the call as it would be typed, arrays by their shapes."""
        shown = [f"{name}={_shown(value)}" for name, value in self.arguments.items()]
        return f"{self.question.function}({', '.join(shown)})"


def explain(expected: object, value: wire.Value, call: Call) -> str | None:
    """Return what is wrong with a result, None where it is right."""
    name = call.question.function
    if isinstance(expected, tuple):
        return _explain_items(expected, value, call)
    if isinstance(value, wire.Alias):
        return f"{name} returned its argument {call.name(value.argument)}, or a view of it; return a new array."
    if not isinstance(expected, np.ndarray):
        return _explain_number(expected, value, call)
    if isinstance(value, wire.TooLarge):
        return _explain_shape(expected, value.shape, call) or f"{name} returned an array that is too large to be right."
    if not isinstance(value, wire.Array):
        wanted = f"an array of shape {expected.shape}" if expected.ndim else f"one {expected.dtype}"
        kind = (
            f" and a dtype such as {expected.dtype}"
            if isinstance(value, wire.Other) and "dtype" in value.type_name
            else ""
        )
        return f"{name} returned {_type_of(value)}; it must return {wanted}{kind}.{_cure(value)}"
    return _explain_array(expected, to_array(value), call)


def _explain_items(expected: tuple[object, ...], value: wire.Value, call: Call) -> str | None:
    name = call.question.function
    if not isinstance(value, wire.Items):
        return f"{name} returned {_type_of(value)}; it must return a tuple of {len(expected)} results."
    if len(value.values) != len(expected):
        return f"{name} returned a tuple of {len(value.values)}; it must return {len(expected)} results."
    for position, (part, returned) in enumerate(zip(expected, value.values, strict=True)):
        message = explain(part, returned, call)
        if message is not None:
            return f"Result {position + 1} of {len(expected)}: {message}"
    return None


def _explain_number(expected: object, value: wire.Value, call: Call) -> str | None:
    if isinstance(value, wire.Array) and value.shape == () and value.dtype != "bool":
        number = to_array(value)[()]
        if number.dtype.kind not in "iu":
            got = f"{call.written()} returned the {value.dtype} {written(number)}"
            return f"{got}; a count is a whole number (// divides without a remainder)."
    count = whole_number(value)
    if count is None:
        return f"{call.question.function} returned {_type_of(value)}; it must return a whole number.{_cure(value)}"
    return (
        None if count == expected else f"{call.written()} returned {_count(count)}; it must return {_count(expected)}."
    )


def _count(number: object) -> str:
    return f"{number:,}" if isinstance(number, int) and number.bit_length() < 200 else "a huge number"


@np.errstate(all="ignore")  # infinities and overflow are looked for, and no matter for a warning
def _explain_array(expected: Array, actual: Array, call: Call) -> str | None:
    axes = call.question.axes.get("result")
    error = allowed_error(expected, actual, call.question.tolerance, call.reduction)
    message = _explain_shape(expected, actual.shape, call)
    if message is not None:
        return message + permutation(expected, actual, error, axes)
    message = _explain_kind(expected, actual, call)
    if message is not None:
        return message
    difference = first_difference(expected, actual, error)
    if difference is None:
        return None
    index = difference.index
    got, right = _told_apart(actual[index], expected[index])
    place = f"at {_index(index, call)}: {got} where {right} belongs"
    verb = "is" if difference.count == 1 else "are"
    found = f"{difference.count} of {actual.size} values {verb} wrong. First difference {place}.{_window(index, call)}"
    return found + pattern(expected, actual, error, axes)


def _explain_shape(expected: Array, shape: tuple[int, ...], call: Call) -> str | None:
    if shape == expected.shape:
        return None
    axes = call.question.axes.get("result")
    named = f"({', '.join(axes)}) = " if axes else ""
    if len(shape) != expected.ndim:
        dimensions = "1 dimension" if len(shape) == 1 else f"{len(shape)} dimensions"
        return f"The result has {dimensions}, shape {shape}; it must have {expected.ndim}: {named}{expected.shape}."
    message = f"The result has shape {shape}; it must have {named}{expected.shape}."
    for axis, (got, right) in zip(axes or (), zip(shape, expected.shape, strict=True), strict=False):
        formula = call.question.where.get(axis)
        if got != right and formula is not None and formula.evaluate(call.values) == right:
            message += f"\n{axis} = {formula.text} = {formula.filled_in(call.values)} = {right}, not {got}."
    return message


def _explain_kind(expected: Array, actual: Array, call: Call) -> str | None:
    kinds = {
        "b": "truth values",
        "i": "whole numbers",
        "u": "whole numbers",
        "f": "real numbers",
        "c": "complex numbers",
    }
    if not kind_fits(expected.dtype, actual.dtype):
        wanted, got = kinds[expected.dtype.kind], kinds[actual.dtype.kind]
        cut = " Fractions are cut off." if got == "whole numbers" and wanted == "real numbers" else ""
        return f"The result holds {got} ({actual.dtype}); it must hold {wanted}, such as {expected.dtype}.{cut}"
    if np.isfinite(actual).all():
        return None
    for test, word in ((np.isnan, "NaN"), (np.isinf, "infinite")):
        odd = test(actual) & ~test(expected)
        if odd.any():
            index = tuple(int(i) for i in np.argwhere(odd)[0])
            verb = "is" if odd.sum() == 1 else "are"
            return f"{int(odd.sum())} of {actual.size} values {verb} {word}, the first at {_index(index, call)}."
    return None


def _index(index: tuple[int, ...], call: Call) -> str:
    window = call.question.window
    names = window.index if window is not None and len(window.index) == len(index) else None
    if names is None:
        return f"[{', '.join(map(str, index))}]"
    return ", ".join(f"{name} = {position}" for name, position in zip(names, index, strict=True))


def _window(index: tuple[int, ...], call: Call) -> str:
    window = call.question.window
    if window is None or len(window.index) != len(index):
        return ""
    values = {**call.values, **dict(zip(window.index, index, strict=True))}
    return f"\n{fill_in(window.text, values).strip()}"


def _type_of(value: wire.Value) -> str:
    match value:
        case wire.Integer():
            return "a single number (int)"
        case wire.Array(dtype=dtype, shape=()):
            return f"a single {dtype}"
        case wire.Array(shape=shape):
            return f"an array of shape {shape}"
        case wire.TooLarge(shape=shape):
            return f"an array of shape {shape}"
        case wire.Items(values=values):
            return f"a tuple of {len(values)}"
        case wire.Alias():
            return "one of its arguments"
        case wire.Other(type_name="NoneType"):
            return "None"
        case wire.Other(type_name=type_name):
            article = "an" if type_name[0] in "aeiou" else "a"
            return f"{article} {type_name}" if " " in type_name else f"a value of type {type_name}"


def _cure(value: wire.Value) -> str:
    match value:
        case wire.Other(type_name="NoneType"):
            return " Is there a return on every path?"
        case wire.Other(type_name="list"):
            return " Turn a list into an array with np.array(...)."
    return ""


def _shown(value: object) -> str:
    return f"array{value.shape}" if isinstance(value, np.ndarray) else repr(value)


def _told_apart(got: Any, right: Any) -> tuple[str, str]:
    """Return two numbers with as many digits as it takes to see that they differ."""
    for digits in range(6, 17):
        if (shown := (written(got, digits), written(right, digits)))[0] != shown[1]:
            break
    return shown


def first_change(sent: Sequence[Array], returned: Sequence[wire.Value], names: Sequence[str]) -> str | None:
    """Say which array argument a call changed, None where it left all as they were."""
    for name, array, value in zip(names, sent, returned, strict=True):
        description = (name_of(array.dtype), array.shape)
        if not isinstance(value, wire.Array) or (value.dtype, value.shape) != description:
            return f"The call changed its argument {name}. Work on a copy."
        if value.data != np.ascontiguousarray(array).tobytes():
            changed = to_array(value)
            same = (changed == array) | ((changed != changed) & (array != array))
            if not same.all():
                index = tuple(int(i) for i in np.argwhere(~same)[0])
                return f"The call changed its argument {name}, first at [{', '.join(map(str, index))}]. Work on a copy."
    return None
