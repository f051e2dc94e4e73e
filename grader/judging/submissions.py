"""Find what is to be graded: paths become submissions that belong to this course."""

from collections.abc import Sequence
from pathlib import Path

from grader.course.loader import Course
from grader.course.place import MARKER
from grader.errors import UsageError, WorkspaceError, shown
from grader.suggest import did_you_mean
from grader.workspace.folder import Started, Submission, find_started, read_submission


def find_submissions(course: Course, paths: Sequence[Path], exercise: str | None) -> list[tuple[Started, Submission]]:
    """Return the submissions at the paths, by default the one around the current folder, each once."""
    found: dict[Path, tuple[Started, Submission]] = {}
    for path in paths or (Path(),):
        started = check_marker(course, _started(course, path, exercise), exercise)
        loaded = course.exercise(started.exercise, texts=False)
        found[started.path.resolve()] = (started, read_submission(started, loaded, started.path.name))
    return list(found.values())


def _started(course: Course, path: Path, exercise: str | None) -> Started:
    """Return what stands at a path; a folder without a marker will do where the exercise is named."""
    try:
        return find_started(path)
    except WorkspaceError:
        if exercise is None or not path.is_dir() or (path / MARKER).exists():
            raise
    course.exercise_model(exercise)
    return Started(path.absolute(), course.id, exercise, None, marked=False)


def check_marker(course: Course, started: Started, exercise: str | None) -> Started:
    """Return what was started, or raise WorkspaceError where it is not of this course or not what was asked for."""
    marker = shown(started.path / MARKER)
    if started.course != course.id:
        raise WorkspaceError(
            f'{marker}: this folder was started from the course "{started.course}", and this is "{course.id}".'
            " Name the folder of its course: --course DIR"
        )
    if started.exercise not in course.exercise_ids():
        hint = did_you_mean(started.exercise, course.exercise_ids())
        raise WorkspaceError(f'{marker}: the course "{course.id}" has no exercise "{started.exercise}".{hint}')
    if exercise is not None and exercise != started.exercise:
        course.exercise_model(exercise)
        raise UsageError(
            f"{shown(started.path)} holds {started.exercise}, not {exercise}. Leave --exercise out to grade it as it is."
        )
    return started
