"""Read what a list or a hint shows without the models, whose import takes longer than all the rest.

Only files that are plainly right are read so. For any other None is returned: the loader then says what is wrong with it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.course.place import COURSE_FILE, exercise_ids
from grader.course.yamltree import parse_yaml

_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_QUESTION_KEY = re.compile(r"[a-z0-9_-]+/[a-z0-9_-]+")


@dataclass(frozen=True, slots=True)
class Outline:
    """What an exercise is called, topic/id of its questions by their ids, and what they are worth together."""

    title: str
    keys: Mapping[str, str]
    worth: int


@dataclass(frozen=True, slots=True)
class Glance:
    """What a course is called; its exercises and hints are read when they are asked for."""

    root: Path
    id: str
    title: str

    def outlines(self) -> dict[str, Outline] | None:
        """Return all exercises in order."""
        found = {name: self._outline(name) for name in exercise_ids(self.root)}
        plain = {name: outline for name, outline in found.items() if outline is not None}
        return plain if len(plain) == len(found) else None

    def hints(self, exercise: str, question: str | None) -> dict[str, list[str]] | None:
        """Return the hints of the questions of an exercise by their ids, or of the one that is named."""
        outline = self._outline(exercise) if exercise in exercise_ids(self.root) else None
        if outline is None or (question is not None and question not in outline.keys):
            return None
        found = {id: self._hints(key) for id, key in outline.keys.items() if question in (None, id)}
        plain = {id: hints for id, hints in found.items() if hints is not None}
        return plain if len(plain) == len(found) else None

    def _outline(self, exercise: str) -> Outline | None:
        file = _plain(self.root / "exercises" / exercise / "exercise.yaml", {"format", "title", "summary", "questions"})
        if file is None or not (_is_line(file["title"]) and _is_line(file["summary"])):
            return None
        items = file["questions"]
        if not isinstance(items, list) or not items or not all(map(_is_item, items)):
            return None
        keys = {item["question"].split("/")[1]: item["question"] for item in items}
        worth = sum(item["points"] for item in items)
        return Outline(file["title"], keys, worth) if len(keys) == len(items) else None

    def _hints(self, key: str) -> list[str] | None:
        file = _plain(self.root / "questions" / f"{key}.yaml")
        hints = file.get("hints") if file is not None else None
        plain = isinstance(hints, list) and hints and all(isinstance(hint, str) and hint.strip() for hint in hints)
        return hints if plain else None


def glance_at(root: Path) -> Glance | None:
    """Return what a course is called."""
    file = _plain(root / COURSE_FILE, {"format", "id", "title"})
    if file is None or not _is_line(file["title"]) or not isinstance(file["id"], str) or not _ID.fullmatch(file["id"]):
        return None
    return Glance(root, file["id"], file["title"])


def _plain(path: Path, keys: set[str] | None = None) -> dict[str, Any] | None:
    """Return what stands in a file of format 1, with these keys alone if they are given."""
    try:
        tree, problems = parse_yaml(path.read_text(encoding="utf-8"), path)
    except (OSError, UnicodeDecodeError):
        return None
    file = tree.value
    if problems or not isinstance(file, dict) or (keys is not None and file.keys() != keys):
        return None
    return file if type(file.get("format")) is int and file["format"] == 1 else None


def _is_line(value: object) -> bool:
    return isinstance(value, str) and value.strip() != "" and "\n" not in value.strip()


def _is_item(item: object) -> bool:
    if not isinstance(item, dict) or item.keys() != {"question", "points"}:
        return False
    key, points = item["question"], item["points"]
    return isinstance(key, str) and bool(_QUESTION_KEY.fullmatch(key)) and type(points) is int and 1 <= points <= 1000
