"""Grades for Moodle's import: a row for each student, a column for each exercise, `-` for no grade."""

from collections.abc import Mapping, Sequence

from grader.errors import UsageError
from grader.reports.brief import whose
from grader.reports.csv import table
from grader.reports.forms import Form, aliases, hundredths, listed, read_form, rows_of
from grader.reports.inert import for_csv
from grader.reports.text import points
from grader.results import Report

NO_GRADE = "-"
# By what Moodle's import can find a student, the surest first; a grading worksheet's `Identifier` is its own.
IDENTIFIERS = ("User ID", "ID", "Email address", "Email", "Username", "ID number", "Identifier", "Student")
NAMES = ("Full name", "Student", "Name")
MAXIMUM = "Maximum grade"


def render_moodle(reports: Sequence[Report], form: str | None) -> str:
    """Return the table; with a form, an export of Moodle or a roster, for all students in it, by its identifiers.

    A submission that could not be judged, or not wholly, has no grade. Moodle gives up a whole file for one mistake: so UsageError
    is raised for students who are not in the form, and for exercises with other points than there.
    """
    exercises = list(dict.fromkeys(report.exercise for report in reports))
    if form is None:
        grades: dict[str, dict[str, str]] = {}
        for report in reports:
            grades.setdefault(whose(report), {})[report.exercise] = _grade(report)
        named = list(grades.items())
    else:
        named = _checked(reports, read_form(form))
    rows = [(for_csv(name), *(found.get(exercise, NO_GRADE) for exercise in exercises)) for name, found in named]
    return table([("identifier", *map(for_csv, exercises)), *rows])


def _grade(report: Report) -> str:
    return points(report.score) if report.status == "graded" else NO_GRADE


def _checked(reports: Sequence[Report], form: Form) -> list[tuple[str, dict[str, str]]]:
    identifier = next((name for name in IDENTIFIERS if _fills(form, name)), None)
    if identifier is None:
        raise UsageError(
            f"The form has no column that tells students apart: it has {listed(form.rows[0])}, and one of"
            f" {', '.join(IDENTIFIERS)} is needed. Export the participants or the grades of your course in Moodle"
        )
    rows = rows_of(reports, _known(form))
    grades: dict[int, dict[str, str]] = {}
    for report, row in zip(reports, rows, strict=True):
        _check_maximum(report, form, form.rows[row])
        grades.setdefault(row, {})[report.exercise] = _grade(report)
    column = form.column(identifier)
    return [(form.cell(row, column), grades.get(number, {})) for number, row in _students(form)]


def _fills(form: Form, name: str) -> bool:
    column = form.column(name)
    return column is not None and all(form.cell(row, column) for _, row in _students(form))


def _known(form: Form) -> list[Mapping[str, int]]:
    students = _students(form)
    names = [(number, form.cell(row, form.column(name))) for number, row in students for name in NAMES]
    if None not in (first := form.column("First name"), last := form.column("Last name")):
        names += [(number, f"{form.cell(row, first)} {form.cell(row, last)}") for number, row in students]
    known = [aliases((number, form.cell(row, form.column(name))) for number, row in students) for name in IDENTIFIERS]
    return [*known, aliases(names)]


def _students(form: Form) -> list[tuple[int, list[str]]]:
    return [(number, row) for number, row in enumerate(form.rows) if number and any(row)]


def _check_maximum(report: Report, form: Form, row: Sequence[str]) -> None:
    written = form.cell(row, form.column(MAXIMUM))
    if (most := hundredths(written)) is not None and most != report.max_score:
        raise UsageError(
            f"{report.exercise} is worth {points(report.max_score)} points, and {written} in the form."
            f" Set its maximum grade to {points(report.max_score)} in Moodle, and export again"
        )
