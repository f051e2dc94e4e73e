"""A table that an instructor exported: read it, find columns and students in it, and write it again as it was."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from grader.errors import UsageError
from grader.reports.brief import key, whose
from grader.reports.inert import inert_word
from grader.results import Report

LISTED = 10  # names in a message


@dataclass(frozen=True, slots=True)
class Form:
    """The rows of a table, each a list of cells, and how it was written."""

    rows: list[list[str]]
    delimiter: str
    newline: str
    mark: str

    def column(self, name: str) -> int | None:
        """Return which column has this header, letter case left out."""
        headers = [key(header) for header in self.rows[0]]
        return headers.index(key(name)) if key(name) in headers else None

    def cell(self, row: Sequence[str], column: int | None) -> str:
        """Return a cell, empty where there is none."""
        return row[column].strip() if column is not None and column < len(row) else ""

    def text(self) -> str:
        """Return the table as it was written."""
        file = io.StringIO()
        csv.writer(file, delimiter=self.delimiter, lineterminator=self.newline).writerows(self.rows)
        return self.mark + file.getvalue()


def read_form(text: str) -> Form:
    """Read a table with a header, between commas or semicolons; raise UsageError where it is none."""
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    first = text.partition("\n")[0]
    delimiter = ";" if first.count(";") > first.count(",") else ","
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise UsageError(f"The form is no table in CSV: {error}. Export it again, and name it: --form FILE") from error
    if not rows or not rows[0]:
        raise UsageError("The form is empty. Export it again, and name it: --form FILE")
    return Form(rows, delimiter, "\r\n" if first.endswith("\r") else "\n", mark)


def aliases(names: Iterable[tuple[int, str]]) -> dict[str, int]:
    """Return the row of each name; a name of two rows is nobody's, and an empty one too."""
    rows: dict[str, set[int]] = {}
    for row, name in names:
        rows.setdefault(key(name), set()).add(row)
    return {name: next(iter(found)) for name, found in rows.items() if name and len(found) == 1}


def rows_of(reports: Sequence[Report], known: Sequence[Mapping[str, int]]) -> list[int]:
    """Return the row of each report's student, looked up in one table of names after the other.

    Raises UsageError for all students at once who are in none, and for one who has two reports of one exercise.
    """
    found: list[int] = []
    unknown: dict[str, None] = {}
    taken: set[tuple[str, int]] = set()
    for report in reports:
        name = key(report.folder if report.student is None else report.student)
        row = next((table[name] for table in known if name in table), None)
        if row is None:
            unknown[whose(report)] = None
            continue
        if (report.exercise, row) in taken:
            raise UsageError(f"{whose(report)} has two reports of {report.exercise}. Grade one submission a student.")
        taken.add((report.exercise, row))
        found.append(row)
    if unknown:
        raise UsageError(
            f"The form does not hold {listed(unknown)}. Name each student as the form does, by id, login or name: --roster FILE"
            " · or leave these submissions out"
        )
    return found


def listed(names: Iterable[str]) -> str:
    """Return names with commas between them, the first ten."""
    known = [inert_word(name) for name in names]
    more = f" and {len(known) - LISTED:,} more" if len(known) > LISTED else ""
    return ", ".join(known[:LISTED]) + more


def hundredths(cell: str) -> int | None:
    """Return points as people write them, `10`, `10.00` or `10,00`, in hundredths; None for anything else."""
    try:
        return round(float(cell.replace(",", ".")) * 100)
    except (ValueError, OverflowError):
        return None
