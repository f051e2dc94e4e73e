"""What a case calls a function with: arguments taken over from another case, and the sizes of named axes."""

import math
from collections.abc import Mapping
from typing import Any

from grader.course.formulas import FormulaError
from grader.course.model import Case, CodeQuestion, shape_of
from grader.course.variants import Values, with_where


def case_arguments(case: Case, by_id: Mapping[str, Case], *, anew: bool = False) -> dict[str, Any]:
    """Return the argument specifications of a case, those of the case that it is `like` included; or those to draw it anew."""
    inherited = case_arguments(by_id[case.like], by_id, anew=anew) if case.like is not None else {}
    return {**inherited, **case.args, **(case.anew if anew else {})}


def axis_values(question: CodeQuestion, arguments: Mapping[str, Any]) -> Values:
    """Return the sizes of the named axes, the whole-number arguments, and what `where` makes of them.

    `arguments` holds numbers, and things with a shape. Raises FormulaError where an array does not fit its axes.
    """
    values: Values = {name: value for name, value in arguments.items() if type(value) is int}
    for name, axes in question.axes.items():
        argument = arguments.get(name)
        shape = shape_of(argument) if shape_of(argument) is not None else getattr(argument, "shape", None)
        if shape is None:
            continue
        if len(shape) != len(axes):
            raise FormulaError(f"{name} has the shape {shape}, but its axes are ({', '.join(axes)})")
        for axis, size in zip(axes, shape, strict=True):
            if values.setdefault(axis, size) != size:
                raise FormulaError(f"{axis} is {values[axis]} elsewhere, and {size} in the shape of {name}")
    return with_where(question.where, values)


def reduction(question: CodeQuestion, arguments: Mapping[str, Any], values: Values) -> int:
    """Return how many terms make an element of the result at most: as the question declares, else as its axes imply.

    The axes of an argument that the result has not are summed over; an argument that meets another one is summed over as far as
    the shorter of the two, as a kernel and its image are. Without the axes of the result only the largest argument is known.
    """
    if question.reduction is not None:
        return max(1, int(question.reduction.evaluate(values)))
    sizes = [value.size for value in arguments.values() if hasattr(value, "size")]
    if "result" not in question.axes or any(name not in question.axes for name in _arrays(arguments)):
        return max(sizes, default=1)
    kept = set(question.axes["result"])
    summed = [
        math.prod(int(values[axis]) for axis in question.axes[name] if axis not in kept) for name in _arrays(arguments)
    ]
    return min((terms for terms in summed if terms > 1), default=1)


def _arrays(arguments: Mapping[str, Any]) -> list[str]:
    return [name for name, value in arguments.items() if getattr(value, "shape", ())]
