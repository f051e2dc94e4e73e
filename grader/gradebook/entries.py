"""Find the entries of a class's folder, a sub-folder, an archive or a Python file for each student, and whose each is."""

import hashlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path

from grader.course.loader import Exercise
from grader.course.place import MARKER
from grader.errors import LearnError, WorkspaceError, shown
from grader.reports.inert import inert_word
from grader.workspace.archives import SUFFIXES, is_archive
from grader.workspace.entries import is_aside
from grader.workspace.files import mode_of
from grader.workspace.folder import A_NAME, is_name, read_marker
from grader.workspace.intake import file_names
from grader.workspace.roster import Roster, downloaded, named_student
from grader.workspace.started import NotTakenIn

JOINERS = "\u200c\u200d"  # stand in names that many people have


@dataclass(frozen=True, slots=True)
class Entry:
    """A sub-folder, an archive or a Python file of the class's folder, and whose it is; a class has many, so they are small.

    Entries of a student with the same `number`, which a learning platform gave, were handed in at once. Where `refused` says why,
    the entry is not taken in.
    """

    folder: Path
    name: str
    student: str
    number: str = ""
    refused: str = ""

    @property
    def path(self) -> Path:
        """Where it lies."""
        return self.folder / self.name


@dataclass(frozen=True, slots=True)
class Shard:
    """One part of a class: number `number` of `count`, the same students on every machine."""

    number: int = 1
    count: int = 1

    def __contains__(self, student: object) -> bool:
        digest = hashlib.sha256(str(student).encode("utf-8", "surrogatepass")).digest()
        return int.from_bytes(digest[:8], "big") % self.count == self.number - 1


def find_entries(folder: Path, roster: Roster | None, shard: Shard) -> tuple[list[Entry], list[str]]:
    """Return the entries of a class in the order of the students, and the names of what is left aside.

    Raises WorkspaceError for names of nobody on the roster, all at once.
    """
    stems = {name: _stem(folder / name) for name in sorted(os.listdir(folder)) if not is_aside(name)}
    numbered = roster is not None and any(roster.knows_number(stem) for stem in stems.values() if stem is not None)
    entries, problems = [], []
    for name, stem in stems.items():
        if stem is None:
            continue
        entry = _entry(folder, name, stem, roster, numbered=numbered)
        if entry is None:
            hint = "" if roster is None else roster.did_you_mean(stem)
            problems.append(f"{shown(folder / name)}: {stem} is not on the roster.{hint}")
        elif entry.student in shard:
            entries.append(entry)
    if problems:
        cure = "Nothing was graded. Add them to the roster, move them elsewhere, or leave --roster out."
        raise WorkspaceError("\n".join([*problems, cure]))
    entries.sort(key=lambda entry: (entry.student, entry.number, entry.name))
    aside = [inert_word(name) for name, stem in stems.items() if stem is None]
    return [
        one for _, group in groupby(entries, lambda e: e.student) for one in _told_apart(list(group), roster)
    ], aside


def _entry(folder: Path, name: str, stem: str, roster: Roster | None, *, numbered: bool) -> Entry | None:
    """Return an entry with its student; None where the roster knows nobody of this name."""
    if not stem.translate(dict.fromkeys(map(ord, JOINERS))).isprintable():
        return _refused(folder, name, f"this is nobody's name. Rename it: {A_NAME}")
    try:
        student = named_student(stem) if roster is None else roster.student(stem, numbered=numbered)
        number = "" if roster is not None and roster.is_name(stem) else (downloaded(stem) or ("", ""))[1]
    except NotTakenIn as error:
        return _refused(folder, name, str(error))
    if student is None:
        return None
    if not is_name(student):
        return _refused(folder, name, f"this is nobody's name. Rename it: {A_NAME}")
    return Entry(folder, name, student, number)


def _refused(folder: Path, name: str, why: str) -> Entry:
    """Return an entry that is not taken in; its name may be anything, so it is shown as an escape."""
    place = folder if folder == Path() else Path(shown(folder))
    return Entry(folder, name, inert_word(name), refused=f"{place / inert_word(name)}: {why}")


def _told_apart(entries: list[Entry], roster: Roster | None) -> Iterator[Entry]:
    """Yield a student's entries; where a platform's numbers say that they are of several people, none is taken in."""
    numbers = {entry.number for entry in entries if entry.number}
    if roster is not None:
        numbers = {number for number in numbers if roster.by_number(number) != entries[0].student}
    if len(numbers) < 2:
        yield from entries
        return
    first, second = sorted(numbers)[:2]
    why = _TWO_PEOPLE.format(student=entries[0].student, count=len(numbers), first=first, second=second)
    for entry in entries:
        yield replace(entry, refused=f"{shown(entry.path)}: {why}") if entry.number else entry


def looks_like_class(folder: Path, exercise: Exercise | None) -> bool:
    """Tell whether a folder holds submissions of others, rather than a submission or one student's own exercises."""
    if not folder.is_dir() or os.path.lexists(folder / MARKER):
        return False
    try:
        paths = [path for path in folder.iterdir() if not is_aside(path.name)]
    except OSError:
        return False  # whoever looks for a submission there is told why there is none
    if exercise is not None:
        held = any(os.path.lexists(folder / name) for name in file_names(exercise))
        return not held and any(_is_folder(path) or is_archive(path) for path in paths)
    return any(is_archive(path) or (_is_folder(path) and _is_others(path)) for path in paths)


def _is_others(folder: Path) -> bool:
    """Whether a folder holds a started exercise and is not called after it, as one's own is."""
    try:
        if os.path.lexists(folder / MARKER):
            return not folder.name.startswith(read_marker(folder).exercise)
        return any(os.path.lexists(path / MARKER) for path in folder.iterdir())
    except (LearnError, OSError):
        return False


def _stem(path: Path) -> str | None:
    """Return the name of an entry without what says its form; None for what is no form of a submission."""
    try:
        mode = mode_of(path)
    except OSError:
        mode = stat.S_IFLNK  # nobody knows what it is; whoever takes it in is told why
    lower = path.name.lower()
    for suffix in (*SUFFIXES, ".py"):
        if lower.endswith(suffix) and not stat.S_ISDIR(mode):
            return path.name[: -len(suffix)]
    return path.name if stat.S_ISDIR(mode) or stat.S_ISLNK(mode) else None


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


_TWO_PEOPLE = (
    "{student} stands for {count} numbers, such as {first} and {second}, so perhaps for several people. "
    "Tell them apart by a roster with a column of these numbers: --roster FILE.csv"
)
