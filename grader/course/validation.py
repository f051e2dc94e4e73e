"""Say what a schema found wrong in terms of the file: line and column, the keys that belong there, no words of pydantic."""

import types
import typing
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, TypeAdapter, ValidationError

from grader.course import model, values
from grader.course.yamltree import Key, Tree
from grader.errors import Problem
from grader.suggest import did_you_mean

_KINDS: dict[str, type[BaseModel]] = {
    typing.get_args(kind.model_fields["kind"].annotation)[0]: kind for kind in typing.get_args(model.Question)
}


def translate(error: ValidationError, tree: Tree, schema: TypeAdapter[Any], path: Path) -> list[Problem]:
    """Return the problems that a schema found in a file, in the order in which they stand there."""
    problems: dict[tuple[tuple[Key, ...], str], Problem] = {}
    for detail in _of_the_branch_meant(error.errors(), tree):
        at = _written_path(detail["loc"], tree)
        if detail["type"] == "union_tag_invalid":
            at = ("kind",)
        message = _message(detail, tree, schema, at)
        place = tree.keys.get(at, tree.place(at)) if detail["type"] == "extra_forbidden" else tree.place(at)
        problems.setdefault((at, message), Problem(path, *place, message))
    return sorted(problems.values(), key=lambda problem: (problem.line, problem.column))


def _of_the_branch_meant(details: Sequence[Any], tree: Tree) -> list[Any]:
    """Of a union that fits in none of its branches, keep the problems of the one whose keys were written.

    pydantic names the branch in the location, between two keys of the file.
    """
    branches: dict[tuple[Key, ...], dict[Key, list[Any]]] = {}
    kept = []
    for detail in details:
        parts = _branch(detail["loc"], tree)
        if parts is None:
            kept.append(detail)
        else:
            branches.setdefault(parts[0], {}).setdefault(parts[1], []).append(detail)
    for tried in branches.values():
        # A branch that misses a key is not the one that was meant, if another one misses none.
        meant = min(tried.values(), key=lambda found: sum(detail["type"] == "missing" for detail in found))
        mistyped = [detail for detail in meant if detail["type"] == "extra_forbidden"]
        kept.extend(mistyped or meant)
    return kept


def _branch(location: tuple[Key, ...], tree: Tree) -> tuple[tuple[Key, ...], Key] | None:
    """Split a location at the name of a branch: a model's name that is no key of the file."""
    path: tuple[Key, ...] = ()
    for key in location:
        if (*path, key) in tree.keys:
            path = (*path, key)
        elif path and key in ("OneOf", "Between"):
            return path, key
    return None


def _written_path(location: tuple[Key, ...], tree: Tree) -> tuple[Key, ...]:
    """Drop what pydantic adds to a location: the tag of a union, the branch, `[key]`."""
    path: tuple[Key, ...] = ()
    for key in location:
        if (*path, key) in tree.keys:
            path = (*path, key)
    return path


def _message(detail: Any, tree: Tree, schema: TypeAdapter[Any], at: tuple[Key, ...]) -> str:
    name = dotted(at)
    match detail["type"]:
        case "extra_forbidden":
            return f"{name}: unknown key.{did_you_mean(str(at[-1]), _fields_around(tree, schema, at))}"
        case "missing":
            missing = dotted((*at, detail["loc"][-1]))
            return f"{missing}: this key is missing"
        case "union_tag_not_found":
            return "kind: this key is missing"
        case "union_tag_invalid":
            kind = tree.value.get("kind") if isinstance(tree.value, Mapping) else None
            hint = did_you_mean(str(kind), _KINDS)
            return f"kind: {kind!r} is not a kind of question: write one of {', '.join(_KINDS)}.{hint}"
        case "value_error":
            return f"{name}: {detail['ctx']['error']}"
        case "model_type" | "dict_type":
            return f"{name}: a mapping of keys and values belongs here; it is {_yaml(detail['input'])}"
        case "list_type":
            return f"{name}: a list belongs here; it is {_yaml(detail['input'])}"
        case "too_short":
            return f"{name}: at least {detail['ctx']['min_length']} must be written here"
        case "string_pattern_mismatch":
            return f"{name}: {_yaml(detail['input'])} does not fit; what does is {_SPELLINGS[detail['ctx']['pattern']]}"
        case "string_type" if isinstance(detail["input"], (int, float, bool)):
            return f'{name}: {_yaml(detail["input"])} is not text here: quote it, "{_yaml(detail["input"])}"'
    return f"{name}: {detail['msg'][0].lower()}{detail['msg'][1:]}; it is {_yaml(detail['input'])}"


_SPELLINGS = {
    values.NAME: "letters, digits and underscores, such as c_in",
    values.ID: "small letters, digits, - and _, such as my-course",
    values.LETTER: "one small letter",
    values.CASE_ID: "a few words of small letters, digits, commas, - and ×",
    values.MEMORY: "a whole number of MB or GB, such as 512 MB",
    values.QUESTION_KEY: "topic/id, such as conv/conv2d",
}


def _fields_around(tree: Tree, schema: TypeAdapter[Any], at: tuple[Key, ...]) -> list[str]:
    """Return the keys that the schema knows where the last key of `at` was written."""
    kind = tree.value.get("kind") if isinstance(tree.value, Mapping) else None
    annotation: Any = _KINDS[str(kind)] if kind in _KINDS else schema._type
    models = _models(annotation)
    for key in at[:-1]:
        inner = [model.model_fields[str(key)].annotation for model in models if str(key) in model.model_fields]
        models = [model for annotation in inner for model in _models(annotation)] if inner else models
    return [field for model in models for field in model.model_fields]


def _models(annotation: Any) -> list[type[BaseModel]]:
    """Return the models that an annotation holds: itself, or those in a list, a dictionary or a union."""
    if isinstance(annotation, type) and not isinstance(annotation, types.GenericAlias):
        return [annotation] if issubclass(annotation, BaseModel) else []
    return [model for argument in typing.get_args(annotation) for model in _models(argument)]


def dotted(at: tuple[Key, ...]) -> str:
    """Return a path of keys as it is named in messages: cases.1.args."""
    return ".".join(map(str, at)) or "the file"


def _yaml(value: object) -> str:
    match value:
        case None:
            return "empty"
        case bool():
            return str(value).lower()
        case dict():
            return "a mapping"
        case list():
            return "a list"
    return str(value) if not isinstance(value, str) else repr(value)
