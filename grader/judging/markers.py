"""Check what the markers of a hand-in say: that it is of this course, the exercise that was asked for, and one of it."""

from collections.abc import Mapping
from pathlib import Path

from grader.course.loader import Course
from grader.course.place import MARKER
from grader.errors import UsageError, WorkspaceError, shown
from grader.suggest import did_you_mean
from grader.workspace.folder import Started, read_marker
from grader.workspace.started import MOST, marked_folders, several, too_many


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


def check_nested(started: Started) -> None:
    """Raise NotTakenIn where there is another started folder of the same exercise below this one."""
    check_single(started.path, read_markers(started.path), started)


def check_single(where: Path, marked: Mapping[str, Started], one: Started) -> None:
    """Raise NotTakenIn where several of the folders in a hand-in were started for the exercise of this one."""
    same = [place for place, started in marked.items() if _is_same(started, one)]
    if len(same) > 1:
        raise several(where, one.exercise, same)


def read_markers(folder: Path) -> dict[str, Started]:
    """Return what the markers in a folder and below it say, by their folder's path from it; damaged ones are left out.

    Raises NotTakenIn where there are too many to be read.
    """
    places = marked_folders(folder)
    if len(places) > MOST:
        raise too_many(folder, None)
    found: dict[str, Started] = {}
    for place in places:
        try:
            found[place.relative_to(folder).as_posix()] = read_marker(place)
        except WorkspaceError:
            continue  # it starts nothing
    return found


def _is_same(one: Started, other: Started) -> bool:
    return (one.course, one.exercise) == (other.course, other.exercise)
