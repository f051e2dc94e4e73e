"""Find what is to be graded: paths become submissions that belong to this course."""

import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from grader.course.loader import Course
from grader.course.place import MARKER
from grader.errors import LearnError, UsageError, WorkspaceError, shown
from grader.suggest import did_you_mean
from grader.workspace.folder import Started, Submission, find_started, parse_marker, read_submission
from grader.workspace.intake import file_names, refuse, take_archive

if TYPE_CHECKING:  # a student who grades a folder need not wait for what reads archives
    from grader.workspace.archives import Archive


def find_submissions(course: Course, paths: Sequence[Path], exercise: str | None) -> list[tuple[Started, Submission]]:
    """Return the submissions at the paths, by default the one around the current folder, each once.

    Where the exercise is named, what cannot be taken in is a submission whose files are all refused: its neighbours are
    graded. Where it is not, WorkspaceError is raised for all such paths at once.
    """
    found: dict[str, tuple[Started, Submission]] = {}
    problems: list[str] = []
    for path in paths or (Path(),):
        try:
            started, submission = _submission(course, path, exercise)
        except (UsageError, WorkspaceError) as error:
            if exercise is None or not _is_theirs(error, path, alone=len(paths) < 2):
                if isinstance(error, UsageError):
                    raise
                problems.append(str(error))
                continue
            started, submission = _refused(course, path, exercise, str(error))
        # Not by what links lead to: a link to a neighbour must not take the neighbour's place.
        found.setdefault(os.path.abspath(started.path), (started, submission))
    if problems:
        raise WorkspaceError("\n".join(problems))
    return list(found.values())


def _submission(course: Course, path: Path, exercise: str | None) -> tuple[Started, Submission]:
    if not path.is_dir():
        from grader.workspace.archives import is_archive, open_archive

        if is_archive(path):
            return take_archived(course, open_archive(path), exercise)
    started = check_marker(course, _started(course, path, exercise), exercise)
    loaded = course.exercise(started.exercise, texts=False)
    return started, read_submission(started, loaded, started.path.name)


def take_archived(course: Course, archive: "Archive", exercise: str | None) -> tuple[Started, Submission]:
    """Return the submission in an archive; raise ArchiveError, UsageError or WorkspaceError where there is none of this course."""
    from grader.workspace.archives import refusal

    folder = archive.folder_of_marker()
    if folder is not None:
        started = parse_marker(archive.read(folder, MARKER), archive.path, marked=False)
    elif exercise is not None:
        folder = archive.folder_holding(file_names(course.exercise(exercise, texts=False)))
        started = Started(archive.path, course.id, exercise, None, marked=False)
    else:
        cure = f"Name its exercise: learn grade {shown(archive.path)} --exercise ID"
        raise refusal(archive.path, f"it holds no {MARKER}, so it does not say what it is. {cure}")
    loaded = course.exercise(check_marker(course, started, exercise).exercise, texts=False)
    if folder is None:
        raise refusal(archive.path, f"it holds none of the files of {loaded.id}: {', '.join(file_names(loaded))}")
    return started, Submission(
        archive.path.name, loaded, started.student, take_archive(archive, folder, loaded), started.attempt
    )


def _is_theirs(error: LearnError, path: Path, *, alone: bool) -> bool:
    """Tell a fault of what was handed in from one of what was typed, such as a path or an exercise that is another."""
    return os.path.lexists(path) and not (alone and isinstance(error, UsageError))


def _refused(course: Course, path: Path, exercise: str, why: str) -> tuple[Started, Submission]:
    loaded = course.exercise(exercise, texts=False)
    started = Started(path.absolute(), course.id, exercise, None, marked=False)
    return started, Submission(started.path.name, loaded, None, refuse(loaded, why))


def _started(course: Course, path: Path, exercise: str | None) -> Started:
    """Return what stands at a path; a folder without a marker will do where the exercise is named."""
    try:
        return find_started(path)
    except WorkspaceError:
        if path.exists() and not path.is_dir():
            from grader.workspace.archives import SUFFIXES

            forms = ", ".join(SUFFIXES)
            raise WorkspaceError(f"{shown(path)} is no folder, and no archive by its name ({forms}).") from None
        if exercise is None or not path.is_dir() or os.path.lexists(path / MARKER):
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
