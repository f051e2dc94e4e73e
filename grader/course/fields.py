"""Write the field tables of the documentation from the models, so that they cannot drift."""

import typing
from typing import Any, Literal

from pydantic import BaseModel

from grader.course import model as models
from grader.course.formulas import Formula
from grader.course.inputs import Input

_NAMES: dict[Any, str] = {int: "number", float: "number", str: "text", bool: "true or false", Formula: "formula"}

MODELS: dict[str, type[BaseModel]] = {
    "number": models.NumberQuestion,
    "formula": models.FormulaQuestion,
    "choice": models.ChoiceQuestion,
    "match": models.MatchQuestion,
    "order": models.OrderQuestion,
    "code": models.CodeQuestion,
    "exercise": models.ExerciseModel,
    "course": models.CourseModel,
}


def table(name: str) -> str:
    """Return the fields of a model as a Markdown table, those of the models inside it after it."""
    rows = ["| field | holds | needed | what it is |", "|---|---|---|---|"]
    rows.extend(_rows(MODELS[name], ""))
    return "\n".join(rows)


def _rows(model: type[BaseModel], prefix: str) -> list[str]:
    rows = []
    for name, field in model.model_fields.items():
        needed = "yes" if field.is_required() else "no"
        description = (field.description or "").replace("|", "\\|")
        rows.append(f"| `{prefix}{name}` | {_holds(field.annotation)} | {needed} | {description} |")
        for inner, infix in _inner(field.annotation):
            rows.extend(_rows(inner, f"{prefix}{name}.{infix}"))
    return rows


def _inner(annotation: Any) -> list[tuple[type[BaseModel], str]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [(annotation, "")]
    infix = {dict: "NAME.", list: "N."}.get(typing.get_origin(annotation), "")
    return [(model, infix + rest) for argument in typing.get_args(annotation) for model, rest in _inner(argument)]


def _holds(annotation: Any) -> str:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if annotation in _NAMES:
        return _NAMES[annotation]
    if origin is Literal:
        return " or ".join(f"`{value}`" for value in arguments)
    if origin is dict:
        return f"NAME: {_holds(arguments[1])}"
    if origin is list:
        return f"list of {_holds(arguments[0])}"
    if origin is typing.Annotated:
        return _holds(arguments[0])
    if arguments:
        words = [_holds(argument) for argument in arguments if argument is not type(None)]
        return " or ".join(dict.fromkeys(word for word in words if word))
    return "input" if annotation is Input else "mapping"
