"""A fingerprint changes with what a result depends on, names what changed, and with nothing else."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.course.fingerprint import fingerprint
from grader.course.loader import Course, load_question, open_course


def changed(
    course: Course, exercise: str, root: Path, change: Callable[[Path], object], hidden: bool = True
) -> set[str]:
    """Return the parts that differ after a change of a copy of the course."""
    shutil.copytree(course.root, root, ignore=shutil.ignore_patterns("__pycache__"))
    before = fingerprint(open_course(root), exercise, hidden=True)
    change(root)
    load_question.cache_clear()
    after = fingerprint(open_course(root), exercise, hidden=hidden)
    assert (before.digest == after.digest) is (before.parts == after.parts)
    return {name for name in {*before.parts, *after.parts} if before.parts.get(name) != after.parts.get(name)}


def append(path: str, text: str = "\n") -> Callable[[Path], object]:
    return lambda root: (root / path).write_text((root / path).read_text(encoding="utf-8") + text, encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "text", "parts"),
    [
        ("questions/t/slide.yaml", "\n", {"question t/slide"}),
        ("solutions/t/slide.py", "\n", {"reference t/slide"}),
        ("solutions/t/slide_mistakes.py", "\n", {"mistakes of t/slide"}),
        ("solutions/t/slide_properties.py", "\n", {"laws of t/slide"}),
        ("exercises/second/README.md", "\n", set()),
    ],
)
def test_what_changed_is_named(tiny: Course, tmp_path: Path, path: str, text: str, parts: set[str]) -> None:
    assert changed(tiny, "second", tmp_path / "copy", append(path, text)) == parts


def test_hidden_checks_are_a_part(tiny: Course, tmp_path: Path) -> None:
    assert changed(tiny, "second", tmp_path / "copy", lambda root: None, hidden=False) == {"hidden checks"}
