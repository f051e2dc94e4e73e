"""Find files of a course that belong to nothing, and questions that nobody asks."""

from collections.abc import Iterator
from pathlib import Path

from grader.authoring.findings import Finding, from_error
from grader.course.loader import Course
from grader.course.place import question_keys
from grader.errors import CourseError
from grader.suggest import did_you_mean

COMPANIONS = ("_mistakes", "_properties", "_inputs")
_IGNORED = ("README.md", "__pycache__")


def file_findings(course: Course) -> Iterator[Finding]:
    """Find exercises that cannot be loaded, questions in none of them, and files of no question."""
    asked: set[str] = set()
    for name in course.exercise_ids():
        try:
            asked.update(item.question for item in course.exercise_model(name).questions)
            course.exercise(name)
        except CourseError as error:
            yield from from_error(error, course.root)
    keys = question_keys(course.root)
    for key in keys:
        if key not in asked:
            message = f"no exercise asks it: add {{question: {key}, points: 1}} to exercises/<id>/exercise.yaml"
            yield Finding(Path("questions", f"{key}.yaml"), 1, 1, "unasked", message)
    yield from _orphans(course.root, keys)
    yield from _unknown(course.root, "questions", ".yaml")
    yield from _unknown(course.root, "solutions", ".py")


def _orphans(root: Path, keys: list[str]) -> Iterator[Finding]:
    known = {key.replace("-", "_"): key for key in keys}
    for path in sorted(root.glob("solutions/*/*.py")):
        key = path.relative_to(root / "solutions").with_suffix("").as_posix()
        stem = next((key.removesuffix(suffix) for suffix in COMPANIONS if key.endswith(suffix)), key)
        if key in known or stem in known:
            continue
        hint = did_you_mean(stem, known)
        message = f"there is no question questions/{stem}.yaml that it could belong to: rename it, or drop it.{hint}"
        yield Finding(path.relative_to(root), 1, 1, "orphan", message)


def _unknown(root: Path, folder: str, suffix: str) -> Iterator[Finding]:
    for path in sorted((root / folder).rglob("*")):
        parts = path.relative_to(root / folder).parts
        if path.is_dir() or any(part in _IGNORED or part.startswith(".") for part in parts):
            continue
        if path.suffix != suffix or len(parts) != 2:
            where = f"{folder}/<topic>/<id>{suffix}"
            message = f"nothing reads it: files here are called {where}; move it, or drop it"
            yield Finding(path.relative_to(root), 1, 1, "unknown-file", message)
