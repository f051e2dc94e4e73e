"""Take out of a course what judging one exercise needs; solutions of the others need not travel."""

from collections.abc import Iterator
from pathlib import Path

from grader.authoring.release.entries import Entries, Entry
from grader.course.fingerprint import question_files
from grader.course.loader import Course
from grader.course.place import COURSE_FILE


def course_entries(course: Course, exercise: str) -> Entries:
    """Return the files by their paths in the course; raise UsageError for an unknown exercise, CourseError for a wrong one."""
    loaded = course.exercise(exercise)  # with its texts, so that nothing wrong is released
    paths = [course.root / COURSE_FILE, *_files(course.root / "exercises" / exercise)]
    for _, question in loaded.questions:
        paths += question_files(course, question).values()
    return {path.relative_to(course.root).as_posix(): Entry(path.read_bytes()) for path in paths if path.is_file()}


def _files(folder: Path) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        if not any(part == "__pycache__" or part.startswith(".") for part in parts):
            yield path
