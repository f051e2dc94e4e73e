"""A started exercise on disk: write it, find it, read what was handed in, begin a question afresh. Nothing is overwritten."""

import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeGuard

from grader.course.place import MARKER
from grader.course.yamltree import parse_yaml
from grader.errors import JudgingError, WorkspaceError, shown
from grader.workspace.files import UNREAD, Missing, Refused, Unread, mode_of, read_file, replace_keeping, too_large

if TYPE_CHECKING:  # what is started is listed without the models of a course, whose import takes longer
    from grader.course.loader import Course, Exercise, LoadedQuestion

A_NAME = "a name of 1 to 200 printable characters"
MAX_MARKER = 4_000
_ATTEMPT = re.compile(r"[1-9][0-9]{0,2}")
_CURE = "Restore it, or start the exercise again in another folder and copy your files there: learn start EXERCISE --into NEW"


@dataclass(frozen=True, slots=True)
class Started:
    """A started folder and what its marker says.

    `marked` is False where nothing can be kept beside the work: in an archive, and where the exercise was named instead.
    """

    path: Path
    course: str
    exercise: str
    student: str | None
    marked: bool = True
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Submission:
    """What was handed in: the files that the exercise names, as bytes; `path` is the folder, if it is one.

    `student` is the one whose sizes it has. `sizes`, by question, are those that it had when it was graded before.
    """

    label: str
    exercise: "Exercise"
    student: str | None
    files: Mapping[str, bytes | Missing]
    attempt: int = 1
    path: Path | None = None
    sizes: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def start(
    course: "Course", exercise: "Exercise", into: Path, student: str | None, *, force: bool, attempt: int = 1
) -> list[Path]:
    """Write an exercise into a folder; return the backups made. Each attempt of a student has numbers of its own.

    A folder that holds anything is refused; with `force` it is used, and files in the way are kept as numbered backups.
    """
    from grader.workspace.render import render_exercise

    if into.exists() and not into.is_dir():
        raise WorkspaceError(f"{into} is a file. Choose a folder: learn start {exercise.id} --into NEW")
    try:
        if not force and into.is_dir() and any(into.iterdir()):
            raise WorkspaceError(_in_the_way(into, exercise.id))
    except OSError as error:
        raise WorkspaceError(_not_written(into, error)) from error
    rendered = render_exercise(course, exercise, student, attempt)
    files = {MARKER: _marker(course, exercise, student, attempt), **rendered}
    is_new = not into.exists()
    try:
        into.mkdir(parents=True, exist_ok=True)
        return [backup for name, text in files.items() if (backup := replace_keeping(into / name, text)) is not None]
    except OSError as error:
        if is_new:
            shutil.rmtree(into, ignore_errors=True)
        raise WorkspaceError(_not_written(into, error)) from error


def _in_the_way(into: Path, exercise: str) -> str:
    if (into / MARKER).exists():
        return (
            f"{into}{os.sep} is already here. Grade it: learn grade {into}"
            f" · start afresh: learn start {exercise} --into NEW"
        )
    return f"{into}{os.sep} is not empty. Choose another folder: learn start {exercise} --into NEW"


def _marker(course: "Course", exercise: "Exercise", student: str | None, attempt: int) -> str:
    name = json.dumps(student, ensure_ascii=False) if student is not None else ""
    return (
        "# Says which exercise this folder holds; learn grade needs it.\n"
        f"format: 1\ncourse: {course.id}\nexercise: {exercise.id}\nstudent: {name}".rstrip()
        + "\n"
        + (f"attempt: {attempt}\n" if attempt != 1 else "")
    )


def find_started(path: Path) -> Started:
    """Return the started folder at `path`, or around it."""
    if not path.exists():
        raise WorkspaceError(f"{path} does not exist. Start an exercise: learn start exercise-1")
    here = path.absolute()
    # Whatever stands there, read_marker says what is wrong with it; a folder that cannot be looked at is not its parent.
    if here.is_dir() and mode_of(here / MARKER):
        return read_marker(here)
    for folder in here.parents:
        if os.path.lexists(folder / MARKER):
            return read_marker(folder)
    raise WorkspaceError(
        f"{path if path != Path() else 'This folder'} is not a started exercise, nor inside one (no {MARKER})."
        " Start one: learn start exercise-1 · or name its folder: learn grade FOLDER"
    )


def read_marker(folder: Path) -> Started:
    """Read what a started folder says of itself; raise WorkspaceError where it cannot be trusted to say it."""
    return parse_marker(read_file(folder / MARKER, limit=MAX_MARKER), folder)


def parse_marker(data: bytes | Missing, path: Path, *, marked: bool = True) -> Started:
    """Return what the marker of a folder, or of an archive, says; all of it is a stranger's text."""
    name = shown(path / MARKER)
    if isinstance(data, bytes) and len(data) > MAX_MARKER:
        data = Refused(too_large(MARKER, MAX_MARKER))
    if isinstance(data, Unread):
        raise JudgingError(f"{name}: {data.reason}. {UNREAD}")
    if isinstance(data, Missing):
        raise WorkspaceError(f"{name}: {data.reason}. {_CURE}")
    tree, problems = parse_yaml(data.decode("utf-8-sig", "replace"), Path(name), typed=False)
    value = tree.value
    if problems:
        raise WorkspaceError(f"{problems[0]}. {_CURE}")
    if not isinstance(value, dict) or not all(
        isinstance(value.get(k), str) and value[k] for k in ("course", "exercise")
    ):
        raise WorkspaceError(f"{name}:1:1: it must say course: and exercise:. {_CURE}")
    if value.get("format") != "1":
        raise WorkspaceError(
            f"{name}:1:1: format: {value.get('format')} is unknown; this version of learn reads format: 1. {_CURE}"
        )
    student = value.get("student") or None
    if student is not None and not is_name(student):
        raise WorkspaceError(f"{name}:{tree.place(('student',))[0]}:1: student: write {A_NAME}. {_CURE}")
    attempt = value.get("attempt") or "1"
    if not (isinstance(attempt, str) and _ATTEMPT.fullmatch(attempt)):
        raise WorkspaceError(f"{name}:{tree.place(('attempt',))[0]}:1: attempt: write a number from 1 to 999. {_CURE}")
    return Started(path, value["course"], value["exercise"], student, marked, int(attempt))


def is_name(student: object) -> TypeGuard[str]:
    """Tell whether a text can be a student's name."""
    return isinstance(student, str) and len(student) <= 200 and student.isprintable() and bool(student.strip())


def find_all_started(near: Path) -> Iterator[Started]:
    """Yield the started folders at, directly below and beside `near`, damaged ones left out."""
    try:
        here = find_started(near).path
        folders = [here, *sorted(here.parent.iterdir())]
    except (WorkspaceError, OSError):
        folders = sorted(near.iterdir()) if near.is_dir() else []
    for folder in dict.fromkeys(path.absolute() for path in folders):
        try:
            if (folder / MARKER).is_file():
                yield read_marker(folder)
        except (WorkspaceError, OSError):
            continue


def read_submission(started: Started, exercise: "Exercise", label: str) -> Submission:
    """Read the files that the exercise names, and no others."""
    from grader.workspace.intake import take_folder

    return Submission(
        label, exercise, started.student, take_folder(started.path, exercise), started.attempt, started.path
    )


def reset(
    course: "Course", exercise: "Exercise", started: Started, loaded: "LoadedQuestion"
) -> tuple[Path, Path | None]:
    """Write a question's file as it was at the start; return it and the backup of the old one.

    On an answer sheet, only this question's answers are emptied.
    """
    from grader.course.model import CodeQuestion
    from grader.workspace.answers import read_answers
    from grader.workspace.render import ANSWERS, render_answers, render_stub, stub_name

    if isinstance(loaded.question, CodeQuestion):
        path, text = started.path / stub_name(loaded), render_stub(course, loaded)
    else:
        path = started.path / ANSWERS
        data = read_file(path)
        sheet = read_answers(b"" if isinstance(data, Missing) else data, exercise)
        if sheet.problems:
            raise WorkspaceError(f"{sheet.problems[0]}. Mend this first; then the other answers can be kept.")
        answers = {name: answer for name, answer in sheet.as_written().items() if name != loaded.id}
        text = render_answers(course, exercise, started.student, answers, started.attempt)
    try:
        return path, replace_keeping(path, text)
    except OSError as error:
        raise WorkspaceError(_not_written(path, error)) from error


def _not_written(path: Path, error: OSError) -> str:
    return f"{path} cannot be written: {error.strerror}. Your files are as they were. Choose another folder: --into DIR"
