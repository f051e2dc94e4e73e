"""Find what is to be graded: paths become submissions that belong to this course."""

import os
from collections.abc import Sequence
from pathlib import Path

from grader.course.loader import Course
from grader.course.place import MARKER
from grader.errors import JudgingError, LearnError, UsageError, WorkspaceError, shown
from grader.judging.markers import check_marker, check_nested
from grader.workspace.files import UNREAD, Missing, Refused, Unread, why
from grader.workspace.folder import Started, Submission, find_started, read_submission
from grader.workspace.intake import file_names
from grader.workspace.started import NotTakenIn


def find_submissions(course: Course, paths: Sequence[Path], exercise: str | None) -> list[tuple[Started, Submission]]:
    """Return the submissions at the paths, by default the one around the current folder, each once.

    Where the exercise is known, what cannot be taken in is a submission whose files are all refused, or could not be read: its
    neighbours are graded. Where it is not, one error is raised for all such paths at once.
    """
    found: dict[str, tuple[Started, Submission]] = {}
    problems: list[LearnError] = []
    for path in paths or (Path(),):
        try:
            started, submission = _submission(course, path, exercise)
        except (LearnError, OSError, MemoryError) as error:
            problem, known = _problem(error, path, exercise)
            if known is None or not _is_theirs(problem, path, alone=len(paths) < 2):
                if not isinstance(problem, (WorkspaceError, JudgingError)):
                    raise
                problems.append(problem)
                continue
            is_refused = isinstance(problem, (UsageError, WorkspaceError)) and not isinstance(problem, NotTakenIn)
            data = Refused(str(problem)) if is_refused else Unread(str(problem).removesuffix(f" {UNREAD}"))
            started, submission = _without_files(course, path, known, data)
        # Not by what links lead to: a link to a neighbour must not take the neighbour's place.
        found.setdefault(os.path.abspath(started.path), (started, submission))
    if problems:
        # Another exit code where nothing that was typed or handed in is at fault.
        kind = type(problems[0]) if len({problem.exit_code for problem in problems}) == 1 else WorkspaceError
        raise kind("\n".join(map(str, problems)))
    return list(found.values())


def _problem(error: Exception, path: Path, exercise: str | None) -> tuple[LearnError, str | None]:
    """Return what went wrong with a path in words, and the exercise that it holds, if that is known."""
    if isinstance(error, (OSError, MemoryError)):
        return JudgingError(f"{shown(path)}: it cannot be read ({why(error)}). {UNREAD}"), exercise
    assert isinstance(error, LearnError)
    return error, error.exercise or exercise if isinstance(error, NotTakenIn) else exercise


def _submission(course: Course, path: Path, exercise: str | None) -> tuple[Started, Submission]:
    if not path.is_dir():  # a student who grades a folder need not wait for what reads archives
        from grader.judging.archived import take_archived
        from grader.workspace.archives import is_archive, open_archive

        if is_archive(path):
            return take_archived(course, open_archive(path), exercise)
    started = check_marker(course, _started(course, path, exercise), exercise)
    check_nested(started)
    loaded = course.exercise(started.exercise, texts=False)
    return started, read_submission(started, loaded, started.path.name)


def _is_theirs(error: LearnError, path: Path, *, alone: bool) -> bool:
    """Tell a fault of what was handed in from one of what was typed, such as a path or an exercise that is another."""
    if isinstance(error, UsageError):
        return os.path.lexists(path) and not alone
    return isinstance(error, JudgingError) or (isinstance(error, WorkspaceError) and os.path.lexists(path))


def _without_files(course: Course, path: Path, exercise: str, why_not: Missing) -> tuple[Started, Submission]:
    loaded = course.exercise(exercise, texts=False)
    started = Started(path.absolute(), course.id, exercise, None, marked=False)
    return started, Submission(started.path.name, loaded, None, dict.fromkeys(file_names(loaded), why_not))


def _started(course: Course, path: Path, exercise: str | None) -> Started:
    """Return what stands at a path; a folder without a marker will do where the exercise is named."""
    try:
        return find_started(path)
    except NotTakenIn:
        raise
    except WorkspaceError:
        if path.exists() and not path.is_dir():
            from grader.workspace.archives import SUFFIXES

            forms = ", ".join(SUFFIXES)
            raise WorkspaceError(f"{shown(path)} is no folder, and no archive by its name ({forms}).") from None
        if exercise is None or not path.is_dir() or os.path.lexists(path / MARKER):
            raise
    course.exercise_model(exercise)
    return Started(path.absolute(), course.id, exercise, None, marked=False)
