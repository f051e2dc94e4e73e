"""Reports as a table for spreadsheets: a row for each student and exercise."""

import csv
import io
from collections.abc import Iterable, Sequence

from grader.reports.brief import made_for_other, misconceptions, whose
from grader.reports.inert import for_csv
from grader.reports.text import points
from grader.results import Report

COLUMNS = (
    "student",
    "exercise",
    "score",
    "max_score",
    "status",
    "graded_at",
    "submission",
    "misconceptions",
    "made_for",
)


def render_csv(reports: Sequence[Report]) -> str:
    """Return the table with its header; scores in points, mistakes as `question:name` joined by `;`.

    `made_for` is filled in only where it is somebody else than the student.
    """
    return table([COLUMNS, *map(_row, reports)])


def table(rows: Iterable[Sequence[str]]) -> str:
    """Return rows as CSV."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\n").writerows(rows)
    return file.getvalue()


def _row(report: Report) -> tuple[str, ...]:
    return (
        for_csv(whose(report)),
        for_csv(report.exercise),
        points(report.score),
        points(report.max_score),
        report.status,
        for_csv(report.graded_at),
        for_csv(report.submission),
        for_csv(";".join(misconceptions(report))),
        for_csv(made_for_other(report)),
    )
