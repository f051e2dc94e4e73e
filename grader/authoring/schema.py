"""Turn the models into JSON Schema, for editors that check a file while it is written."""

import json
import typing
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter

from grader.course import model as models
from grader.errors import UsageError
from grader.suggest import did_you_mean

DIALECT = "https://json-schema.org/draft/2020-12/schema"
FOLDER = Path("schema")  # in a course: beside questions/ and exercises/

_TITLES = {
    "question": "A question: what is asked",
    "exercise": "An exercise: which questions, for how many points",
    "course": "A course: what it is called",
}
NAMES = tuple(_TITLES)


def render_schema(name: str) -> str:
    """Return the JSON Schema of questions, exercises or courses as text."""
    if name not in _TITLES:
        hint = did_you_mean(name, _TITLES)
        raise UsageError(f'There is no schema "{name}".{hint} There are: {", ".join(_TITLES)}.')
    match name:
        case "question":
            body = _question()
        case "exercise":
            body = TypeAdapter(models.ExerciseModel).json_schema()
        case _:
            body = TypeAdapter(models.CourseModel).json_schema()
    return json.dumps({"$schema": DIALECT, **_named(body), "title": _TITLES[name]}, indent=2, ensure_ascii=False) + "\n"


def schema_path(name: str) -> Path:
    """Return where a course keeps a schema, relative to its root."""
    return FOLDER / f"{name}.json"


def schema_line(name: str, file: Path) -> str:
    """Return the first line of a YAML file of a course, which tells editors its schema; `file` is relative to the root."""
    up = "/".join([".."] * len(file.parent.parts))
    return f"# yaml-language-server: $schema={up}/{schema_path(name).as_posix()}\n"


def _question() -> dict[str, Any]:
    """Return one schema for all kinds: `kind` chooses, so that an editor reports the problems of the kind that was written.

    pydantic's own `oneOf` would have it report the problems of every kind.
    """
    body = TypeAdapter(models.Question).json_schema()
    kinds: dict[str, str] = {}
    for kind in typing.get_args(models.Question):
        kinds[_tag(kind)] = f"#/$defs/{kind.__name__}"
    chosen = [
        {"if": {"properties": {"kind": {"const": tag}}, "required": ["kind"]}, "then": {"$ref": reference}}
        for tag, reference in kinds.items()
    ]
    kind = {"enum": list(kinds), "title": "kind", "description": "what kind of question it is"}
    return {
        "type": "object",
        "properties": {"kind": kind},
        "required": ["kind"],
        "allOf": chosen,
        "$defs": body["$defs"],
    }


def _tag(kind: type[BaseModel]) -> str:
    return str(typing.get_args(kind.model_fields["kind"].annotation)[0])


def _named(schema: Any) -> Any:
    """Title each field by its key, where pydantic makes `C In` of `c_in`; and allow no key that no pattern allows."""
    if isinstance(schema, list):
        return [_named(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    named = {key: _named(part) for key, part in schema.items()}
    for field, about in named.get("properties", {}).items():
        if isinstance(about, dict):
            about["title"] = field
    if "patternProperties" in named:
        named["additionalProperties"] = False
    return named
