"""Tell whose a submission is: by the name of its folder or archive, and by the roster of the class where there is one."""

import csv
import io
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from grader.errors import WorkspaceError, shown
from grader.suggest import did_you_mean
from grader.workspace.files import Missing, read_file
from grader.workspace.folder import A_NAME, is_name
from grader.workspace.started import NotTakenIn

STUDENT = "student"

# What Moodle and Canvas make of a student's name when all submissions are downloaded at once.
_MOODLE = re.compile(r"(?P<name>.+?)_(?P<id>\d+)_assignsubmission_.*")
_NUMBER = re.compile(r"(?=_(\d+)_assignsubmission_)")
_CANVAS = re.compile(r"(?P<name>[^_]+)(?:_LATE)?_(?P<id>\d+)_\d+(?:_.*)?")


@dataclass(frozen=True, slots=True)
class Roster:
    """The students of a class, and by which other names each of them is known; a name of two students is nobody's."""

    students: tuple[str, ...]
    aliases: Mapping[str, str]

    def student(self, name: str, *, numbered: bool = False) -> str | None:
        """Return whose folder or archive has this name (without `.zip` and the like); None where the roster does not say.

        That is the student with this name or with the number that a platform wrote into it, or the one with the longest name with
        which it begins. Raises NotTakenIn where name and number are of different students; and, where the roster is `numbered`,
        where it knows the name and not the number: people choose their names, and not their numbers.
        """
        if (found := self.aliases.get(_key(name))) is not None:
            return found
        said = downloaded(name)
        if said is None:
            return self._by_beginning(name)
        by_number, by_name = self.by_number(said[1]), self.aliases.get(_key(said[0]))
        if by_number is not None and by_name in (None, by_number):
            return by_number
        by_name = by_name or self._by_beginning(name)
        if by_number is not None or (numbered and by_name is not None):
            raise NotTakenIn(_DISAGREE.format(number=said[1], by_name=by_name, whose=by_number or "nobody"))
        return by_name

    def is_name(self, name: str) -> bool:
        """Tell whether a student is known by exactly this name."""
        return _key(name) in self.aliases

    def by_number(self, number: str) -> str | None:
        """Return the student with this number."""
        return self.aliases.get(_key(number))

    def knows_number(self, name: str) -> bool:
        """Tell whether a platform's number in the name of a folder or archive is on the roster."""
        try:
            said = downloaded(name)
        except NotTakenIn:
            return False
        return said is not None and self.by_number(said[1]) is not None

    def _by_beginning(self, name: str) -> str | None:
        key = _key(name)
        ends = [match.start() for match in re.finditer(r"[^\w]|_", key)]
        return next((self.aliases[key[:end]] for end in reversed(ends) if key[:end] in self.aliases), None)

    def did_you_mean(self, name: str) -> str:
        """Offer the nearest student for a name that is not on the roster."""
        return did_you_mean(name, self.students)


def named_student(name: str) -> str:
    """Return the student's name that a folder or archive stands for without a roster; raise NotTakenIn where that is unclear."""
    said = downloaded(name)
    return unicodedata.normalize("NFC", said[0] if said is not None else name)


def read_roster(path: Path) -> Roster:
    """Read a roster: CSV whose column `student` holds the names for the gradebook, and any others by which each is known too.

    Raises WorkspaceError for a file that is none, and for a student who stands in it twice, with the lines.
    """
    data = read_file(path.resolve())
    if isinstance(data, Missing):
        raise WorkspaceError(f"{shown(path)}: {data.reason}. Name the roster: --roster FILE.csv")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise WorkspaceError(f"{shown(path)}: this is not UTF-8: save it as CSV, in UTF-8") from None
    rows = csv.reader(io.StringIO(text), dialect="excel-semicolon" if _has_semicolons(text) else "excel")
    try:
        return _roster([(rows.line_num, [cell.strip() for cell in row]) for row in rows if any(row)], shown(path))
    except csv.Error as error:
        raise WorkspaceError(f"{shown(path)}:{rows.line_num}: this is no CSV: {error}") from None


def _roster(rows: list[tuple[int, list[str]]], path: str) -> Roster:
    header = [cell.lower() for cell in rows[0][1]] if rows else []
    if STUDENT not in header:
        raise WorkspaceError(
            f'{path}:1: there is no column "{STUDENT}"; the first line must name the columns.'
            f" It holds: {', '.join(header) or 'nothing'}"
        )
    column = header.index(STUDENT)
    lines: dict[str, int] = {}
    aliases: dict[str, str | None] = {}
    problems = []
    for line, cells in rows[1:]:
        student = unicodedata.normalize("NFC", cells[column]) if len(cells) > column else ""
        if not is_name(student):
            problems.append(f"{path}:{line}: {STUDENT}: write {A_NAME}")
        elif student in lines:
            problems.append(f"{path}:{line}: {student} stands in line {lines[student]} already")
        else:
            lines[student] = line
            for key in {_key(cell) for cell in cells if cell}:
                aliases[key] = student if key not in aliases else None
    if problems:
        raise WorkspaceError("\n".join(problems))
    names = {_key(student): student for student in lines}  # a student's own name is theirs, whoever else is known by it
    return Roster(tuple(lines), {key: student for key, student in aliases.items() if student is not None} | names)


def _has_semicolons(text: str) -> bool:
    first = text.partition("\n")[0]
    return ";" in first and "," not in first


def downloaded(name: str) -> tuple[str, str] | None:
    """Return the student's name and number, if a learning platform has named the file.

    Raises NotTakenIn for several numbers: one of them may stand in a name that somebody chose, of a person or of a file.
    """
    numbers = set(_NUMBER.findall(name))
    if len(numbers) > 1:
        raise NotTakenIn(_SEVERAL_NUMBERS.format(numbers=" and ".join(sorted(numbers)[:2])))
    found = _MOODLE.fullmatch(name) or _CANVAS.fullmatch(name)
    return (found["name"], found["id"]) if found else None


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


_RENAME = "Find out whose it is, and rename it to the student's name."
_DISAGREE = "the number {number} is {whose}'s on the roster, and the name is {by_name}'s. " + _RENAME
_SEVERAL_NUMBERS = "it holds the numbers {numbers} of a platform, and is of one person. " + _RENAME
