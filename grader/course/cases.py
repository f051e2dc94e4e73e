"""What a case calls a function with: arguments taken over from another case, and the sizes of named axes."""

from collections.abc import Mapping
from typing import Any

from grader.course.formulas import FormulaError
from grader.course.model import Case, CodeQuestion, shape_of
from grader.course.variants import Values, with_where


def case_arguments(case: Case, by_id: Mapping[str, Case]) -> dict[str, Any]:
    """Return the argument specifications of a case, those of the case that it is `like` included."""
    inherited = case_arguments(by_id[case.like], by_id) if case.like is not None else {}
    return {**inherited, **case.args}


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
