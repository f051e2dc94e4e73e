"""Grades for Canvas: the instructor's own gradebook export, filled in."""

import re
from collections.abc import Mapping, Sequence

from grader.errors import UsageError
from grader.reports.brief import key
from grader.reports.forms import Form, aliases, hundredths, listed, read_form, rows_of
from grader.reports.text import points
from grader.results import Report

EXPORT = "Export it in Canvas (Grades · Export), and name it: --form FILE"
ABOUT_STUDENTS = (
    "Student",
    "LastName",
    "FirstName",
    "ID",
    "SIS User ID",
    "SIS Login ID",
    "Integration ID",
    "Root Account",
    "Section",
)
EXCUSED = "EX"
_NUMBERED = re.compile(r"\s*\(\d+\)\s*$")


def render_canvas(reports: Sequence[Report], form: str | None) -> str:
    """Return the export with the scores of these reports in the columns of their exercises; every other cell is as it was.

    A submission that could not be judged, or not wholly, changes nothing; neither does an excused student's.
    Raises UsageError, before anything is filled in, for an export that is none, an exercise without one column of its own or with
    other points, and students who are not in it.
    """
    if form is None:
        raise UsageError(f"Canvas takes its own gradebook export, filled in. {EXPORT}")
    table = read_form(form)
    if not _is_export(table.rows[0]):
        raise UsageError(
            f"The form is no gradebook export of Canvas: it begins with no columns Student and ID. {EXPORT}"
        )
    columns = {report.exercise: _column(table, report) for report in reports}
    rows = rows_of(reports, _known(table))
    for report, row in zip(reports, rows, strict=True):
        cells, column = table.rows[row], columns[report.exercise]
        cells += [""] * (column + 1 - len(cells))
        if report.status == "graded" and cells[column].strip().upper() != EXCUSED:
            cells[column] = points(report.score)
    return table.text()


def _is_export(header: Sequence[str]) -> bool:
    return len(header) > 2 and (
        ("Student" in header[0] and "ID" in header[1]) or list(header[:2]) == ["LastName", "FirstName"]
    )


def _is_student(row: Sequence[str]) -> bool:
    """Tell a student's row from those about the assignments: points possible, and which are posted by hand."""
    if not row or "Points Possible" in row[0]:
        return False
    return any(cell.strip() and not re.match(r"\s*(muted|manual posting)", cell, re.IGNORECASE) for cell in row)


def _known(table: Form) -> list[Mapping[str, int]]:
    students = [(number, row) for number, row in enumerate(table.rows) if number and _is_student(row)]
    known = [
        aliases((number, table.cell(row, table.column(name))) for number, row in students)
        for name in ("ID", "SIS User ID", "SIS Login ID")
    ]
    names = [(number, name) for number, row in students for name in _names(table, row)]
    return [*known, aliases(names)]


def _names(table: Form, row: Sequence[str]) -> set[str]:
    """Return how a name is written: `Last, First` and `First Last`."""
    if table.column("LastName") is not None:
        last, first = (table.cell(row, table.column(name)) for name in ("LastName", "FirstName"))
    else:
        last, comma, first = (part.strip() for part in table.cell(row, 0).partition(","))
        if not comma:
            return {last}
    return {f"{last}, {first}", f"{first} {last}"}


def _column(table: Form, report: Report) -> int:
    """Return the one column whose title is the exercise's id or title, or holds it; its points must be the exercise's."""
    titles = {
        number: _NUMBERED.sub("", header)
        for number, header in enumerate(table.rows[0])
        if header.strip() and header not in ABOUT_STUDENTS
    }
    names = (key(report.exercise), key(report.title))
    exact = [number for number, title in titles.items() if key(title) in names]
    found = exact or [number for number, title in titles.items() if any(_holds(key(title), name) for name in names)]
    if len(found) != 1:
        raise UsageError(
            f"{'No column' if not found else 'More than one column'} of the form is for {report.exercise}: it has "
            f'{listed(titles.values())}. Name the assignment "{report.exercise}" or "{report.title}" in Canvas, and export again'
        )
    possible = next((table.cell(row, found[0]) for row in table.rows[1:] if row and "Points Possible" in row[0]), "")
    if (most := hundredths(possible)) is not None and most != report.max_score:
        raise UsageError(
            f"{report.exercise} is worth {points(report.max_score)} points, and {possible} in the form."
            f" Set the assignment's points to {points(report.max_score)} in Canvas, and export again"
        )
    return found[0]


def _holds(title: str, name: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", title) is not None
