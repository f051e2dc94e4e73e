"""Read what one entry of a class's folder holds: a started folder, files of the named exercise, an archive or a Python file."""

import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from grader.course.loader import Course, Exercise
from grader.course.model import CodeQuestion
from grader.course.place import MARKER
from grader.errors import UsageError, WorkspaceError, shown
from grader.gradebook.entries import Entry
from grader.judging.archived import take_archived
from grader.judging.markers import check_marker, check_single, read_markers
from grader.workspace.archives import is_archive, open_archive
from grader.workspace.entries import is_aside
from grader.workspace.files import UNREAD, Missing, Refused, mode_of, read_file
from grader.workspace.folder import Started, Submission, read_marker, read_submission
from grader.workspace.intake import file_names
from grader.workspace.packed import digest
from grader.workspace.render import stub_name
from grader.workspace.sources import admitted
from grader.workspace.started import NotTakenIn, holding_none, several_holding

# Beyond these no clock of a person's computer was set on purpose, and a year of five digits is none.
EARLIEST, LATEST = (int(datetime(year, 1, 1, tzinfo=UTC).timestamp()) for year in (1980, 2200))


@dataclass(frozen=True, slots=True)
class Taken:
    """One submission that a student handed in, ready to be graded; `name` is where it lies within the class's folder.

    `digest` names it by its content. `clamped` tells that its files bear a time that cannot be.
    """

    student: str
    name: str
    handed_in_at: str
    submission: Submission
    digest: str
    clamped: bool = False

    @property
    def is_refused(self) -> bool:
        """Whether nothing of it was taken in."""
        return all(isinstance(data, Refused) for data in self.submission.files.values())


@dataclass(frozen=True, slots=True)
class NotTaken:
    """What is not graded at all, since it is not known which exercise it is, whose, or what of it counts; and why."""

    student: str
    reason: str


def read_entry(course: Course, entry: Entry, exercise: Exercise | None) -> Iterator[Taken | NotTaken]:
    """Yield what an entry holds: of each exercise one submission, or why there is none that counts.

    Raises LearnError for what cannot be taken in as a whole, OSError where this machine cannot read it.
    """
    path, wanted = entry.path, None if exercise is None else exercise.id
    mode = mode_of(path)
    if stat.S_ISLNK(mode):
        raise WorkspaceError(f"{shown(path)} is a link; hand in the folder or the file itself.")
    if stat.S_ISDIR(mode):
        for started in _started(course, path, exercise):
            if isinstance(started, NotTakenIn):
                yield NotTaken(entry.student, str(started))
                continue
            loaded = course.exercise(check_marker(course, started, wanted).exercise, texts=False)
            name = path.name if started.path == path else f"{path.name}/{started.path.name}"
            submission = read_submission(started, loaded, path.name)
            files = [file for name in file_names(loaded) if stat.S_ISREG(mode_of(file := started.path / name))]
            yield taken_in(entry, name, files or [path], submission)
    elif is_archive(path):
        _, submission = take_archived(course, open_archive(path), wanted)
        yield taken_in(entry, path.name, [path], submission)
    else:
        yield taken_in(entry, path.name, [path], _single(path, exercise))


def _started(course: Course, folder: Path, exercise: Exercise | None) -> list[Started | NotTakenIn]:
    """Return the started folders that a student's folder is or holds, or why none of an exercise counts.

    One without a marker will do if the exercise is named.
    """
    marked = read_markers(folder)
    if mode_of(folder / MARKER):
        near = [read_marker(folder)]
    else:  # those that lie deeper count where nothing lies nearer
        near = [read_marker(path) for path in _inside(folder) if mode_of(path / MARKER)] or [*marked.values()]
    if exercise is None and not near:
        cure = "Name its exercise: learn grade SUBMISSIONS --exercise ID"
        raise WorkspaceError(f"{shown(folder)} holds no {MARKER}, so it does not say what it is. {cure}")
    if exercise is not None and not near:
        return [_unmarked(course, folder, exercise)]
    wanted = [started for started in near if exercise is None or started.exercise == exercise.id]
    of_each = {(started.course, started.exercise): started for started in wanted or near[:1]}
    return [_single_or_why_not(folder, marked, started) for started in of_each.values()]


def _single_or_why_not(folder: Path, marked: Mapping[str, Started], started: Started) -> Started | NotTakenIn:
    try:
        check_single(folder, marked, started)
    except NotTakenIn as error:
        return error
    return started


def _inside(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.iterdir()) if stat.S_ISDIR(mode_of(path)) and not is_aside(path.name)]


def _unmarked(course: Course, folder: Path, exercise: Exercise) -> Started:
    """Return the folder with files of the exercise that a student's folder is or holds."""
    names = file_names(exercise)
    inside = _inside(folder)
    holding = [path for path in (folder, *inside) if any(mode_of(path / name) for name in names)]
    if len(holding) > 1:
        raise several_holding(folder, exercise.id, [path.relative_to(folder).as_posix() for path in holding])
    if not holding:
        packed = [path.name for path in sorted(folder.iterdir()) if is_archive(path) and not is_aside(path.name)]
        if packed:
            raise NotTakenIn(_PACKED.format(where=shown(folder), count=len(packed), first=packed[0]), exercise.id)
        raise holding_none(folder, exercise.id, names)
    return Started(holding[0], course.id, exercise.id, None, marked=False)


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
    files[stubs[0]] = admitted(stubs[0], read_file(path))
    return Submission(path.name, exercise, None, files)


def taken_in(entry: Entry, name: str, files: Sequence[Path], submission: Submission) -> Taken:
    """Return a submission with the latest time that its files bear, clamped to one that can be."""
    seconds = max(os.lstat(path).st_mtime_ns // 1_000_000_000 for path in files)
    clamped = min(max(seconds, EARLIEST), LATEST)
    at = datetime.fromtimestamp(clamped, UTC).isoformat(timespec="seconds")
    return Taken(entry.student, name, at, submission, digest(submission), clamped != seconds)


_PACKED = (
    f"{{where}}: it holds {{count}} archives such as {{first}}, and no work beside them. Put one in its place. {UNREAD}"
)
