"""Find what a class handed in: a folder with a sub-folder, an archive or a Python file for each student."""

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.course.loader import Course, Exercise
from grader.course.model import CodeQuestion
from grader.course.place import MARKER
from grader.errors import LearnError, UsageError, WorkspaceError, shown
from grader.judging.submissions import check_marker, take_archived
from grader.workspace.archives import SUFFIXES, is_archive, is_aside, open_archive
from grader.workspace.files import Missing, read_file
from grader.workspace.folder import A_NAME, Started, Submission, is_name, read_marker, read_submission
from grader.workspace.intake import file_names, refuse
from grader.workspace.render import stub_name
from grader.workspace.roster import Roster, named_student
from grader.workspace.sources import admitted


@dataclass(frozen=True, slots=True)
class Entry:
    """A sub-folder, an archive or a Python file of the class's folder, and whose it is; a class has many, so they are small."""

    folder: Path
    name: str
    student: str

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name


@dataclass(frozen=True, slots=True)
class Taken:
    """One submission that a student handed in, ready to be graded; `name` is where it lies within the class's folder."""

    student: str
    name: str
    handed_in_at: str
    submission: Submission


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What cannot be graded at all, since it is not known which exercise it is; and why."""

    student: str
    reason: str


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of a class: number `number` of `count`, the same students on every machine."""

    number: int = 1
    count: int = 1

    def __contains__(self, student: object) -> bool:
        digest = hashlib.sha256(str(student).encode()).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1


def find_entries(folder: Path, roster: Roster | None, shard: Shard) -> tuple[list[Entry], list[str]]:
    """Return the entries of a class in the order of the students, and the names of what is left aside.

    Raises WorkspaceError for names of nobody on the roster, all at once.
    """
    entries, aside, problems = [], [], []
    for name in sorted(os.listdir(folder)):
        path = folder / name
        stem = _stem(path)
        if is_aside(name):
            continue
        if stem is None:
            aside.append(name)
            continue
        student = named_student(stem) if roster is None else roster.student(stem)
        if student is None and roster is not None:
            problems.append(f"{shown(path)}: {stem} is not on the roster.{roster.did_you_mean(stem)}")
        elif not is_name(student):
            problems.append(f"{shown(path)}: this is nobody's name. Rename it: {A_NAME}")
        elif student in shard:
            entries.append(Entry(folder, name, student))
    if problems:
        cure = "Nothing was graded. Add them to the roster, move them elsewhere, or leave --roster out."
        raise WorkspaceError("\n".join([*problems, cure if roster is not None else "Nothing was graded."]))
    return sorted(entries, key=lambda entry: (entry.student, entry.name)), aside


def take_entry(course: Course, entry: Entry, exercise: Exercise | None) -> Iterator[Taken | NotTaken]:
    """Yield what an entry holds; where the exercise is named, what cannot be taken in is a submission whose files are refused."""
    try:
        yield from _taken(course, entry, exercise)
    except (LearnError, OSError) as error:
        reason = str(error) if isinstance(error, LearnError) else f"{shown(entry.path)}: {error.strerror}."
        if exercise is None:
            yield NotTaken(entry.student, reason)
        else:
            refused = Submission(entry.name, exercise, None, refuse(exercise, reason))
            yield Taken(entry.student, entry.name, _time(entry.path), refused)


def looks_like_class(folder: Path, exercise: Exercise | None) -> bool:
    """Tell whether a folder holds submissions of others, rather than a submission or one student's own exercises."""
    if not folder.is_dir() or os.path.lexists(folder / MARKER):
        return False
    paths = [path for path in folder.iterdir() if not is_aside(path.name)]
    if exercise is not None:
        held = any(os.path.lexists(folder / name) for name in file_names(exercise))
        return not held and any(path.is_dir() or is_archive(path) for path in paths)
    return any(is_archive(path) or (path.is_dir() and _is_others(path)) for path in paths)


def _is_others(folder: Path) -> bool:
    """Whether a folder holds a started exercise and is not called after it, as one's own is."""
    try:
        if os.path.lexists(folder / MARKER):
            return not folder.name.startswith(read_marker(folder).exercise)
        return any(os.path.lexists(path / MARKER) for path in folder.iterdir())
    except (WorkspaceError, OSError):
        return False


def _taken(course: Course, entry: Entry, exercise: Exercise | None) -> Iterator[Taken]:
    path, wanted = entry.path, None if exercise is None else exercise.id
    if path.is_symlink():
        raise WorkspaceError(f"{shown(path)} is a link; hand in the folder or the file itself.")
    if path.is_dir():
        for started in _started(course, path, exercise):
            loaded = course.exercise(check_marker(course, started, wanted).exercise, texts=False)
            name = path.name if started.path == path else f"{path.name}/{started.path.name}"
            submission = read_submission(started, loaded, path.name)
            times = [_time(started.path / file) for file in file_names(loaded) if (started.path / file).is_file()]
            yield Taken(entry.student, name, max(times, default=_time(path)), submission)
    elif is_archive(path):
        _, submission = take_archived(course, open_archive(path), wanted)
        yield Taken(entry.student, path.name, _time(path), submission)
    else:
        yield Taken(entry.student, path.name, _time(path), _single(path, exercise))


def _started(course: Course, folder: Path, exercise: Exercise | None) -> list[Started]:
    """Return the started folders that a student's folder is or holds; one without a marker will do if the exercise is named."""
    if os.path.lexists(folder / MARKER):
        return [read_marker(folder)]
    inside = [path for path in sorted(folder.iterdir()) if path.is_dir() and not path.is_symlink()]
    marked = [read_marker(path) for path in inside if os.path.lexists(path / MARKER)]
    if exercise is None:
        if not marked:
            cure = "Name its exercise: learn grade SUBMISSIONS --exercise ID"
            raise WorkspaceError(f"{shown(folder)} holds no {MARKER}, so it does not say what it is. {cure}")
        return marked
    wanted = [started for started in marked if started.exercise == exercise.id]
    if wanted or marked:
        return wanted or marked[:1]
    names = file_names(exercise)
    holding = [path for path in (folder, *inside) if any(os.path.lexists(path / name) for name in names)]
    if len(holding) != 1:
        what = "none of the files" if not holding else f"{len(holding)} folders with files"
        raise WorkspaceError(f"{shown(folder)}: it holds {what} of {exercise.id}: {', '.join(names)}.")
    return [Started(holding[0], course.id, exercise.id, None, marked=False)]


def _single(path: Path, exercise: Exercise | None) -> Submission:
    """Return a submission of one Python file, for the one function that its exercise asks for."""
    if exercise is None:
        raise UsageError(
            f"{shown(path)} does not say what it is. Name its exercise: learn grade SUBMISSIONS --exercise ID"
        )
    stubs = [stub_name(loaded) for _, loaded in exercise.questions if isinstance(loaded.question, CodeQuestion)]
    if len(stubs) != 1:
        names = ", ".join(file_names(exercise))
        raise WorkspaceError(f"{shown(path)}: {exercise.id} asks for {names}. Hand in a folder or an archive of them.")
    files: dict[str, bytes | Missing] = {name: Missing(f"{name} is missing") for name in file_names(exercise)}
    data = read_file(path)
    files[stubs[0]] = admitted(stubs[0], data)
    return Submission(path.name, exercise, None, files)


def _stem(path: Path) -> str | None:
    """Return the name of an entry without what says its form; None for what is no form of a submission."""
    lower = path.name.lower()
    for suffix in (*SUFFIXES, ".py"):
        if lower.endswith(suffix) and not (path.is_dir() and not path.is_symlink()):
            return path.name[: -len(suffix)]
    return path.name if path.is_dir() or path.is_symlink() else None


def _time(path: Path) -> str:
    return datetime.fromtimestamp(path.lstat().st_mtime, UTC).isoformat(timespec="seconds")
