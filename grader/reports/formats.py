"""The formats of a report by name; whoever writes one asks here, and only what it needs is imported."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, assert_never

if TYPE_CHECKING:
    from grader.results import Report


class Format(StrEnum):
    """What a report is written as."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    JUNIT = "junit"
    GRADESCOPE = "gradescope"
    CLASSROOM50 = "classroom50"
    GITHUB = "github"
    CSV = "csv"
    CANVAS = "canvas"
    MOODLE = "moodle"
    HTML = "html"


def render(
    format: Format, reports: "Sequence[Report]", form: str | None = None, about: Mapping[str, str] | None = None
) -> str:
    """Return reports in a format.

    `form` is the instructor's own export, which Canvas fills and against which Moodle's grades are checked; `about` is what the
    runner of Classroom 50 says of a submission, by the names of its environment variables.
    Raises UsageError where these reports cannot be written in this format, or the form does not fit.
    """
    match format:
        case Format.CANVAS:
            from grader.reports.canvas import render_canvas

            return render_canvas(reports, form)
        case Format.MOODLE:
            from grader.reports.moodle import render_moodle

            return render_moodle(reports, form)
        case Format.CLASSROOM50:
            from grader.reports.classroom50 import render_classroom50

            return render_classroom50(reports, about or {})
        case _:
            return _render_alone(format, reports)


Alone = Literal[
    Format.TEXT, Format.JSON, Format.JSONL, Format.JUNIT, Format.GRADESCOPE, Format.GITHUB, Format.CSV, Format.HTML
]


def _render_alone(format: Alone, reports: "Sequence[Report]") -> str:
    """Return reports in a format that needs nothing else."""
    match format:
        case Format.TEXT:
            from grader.reports.text import render_texts

            return render_texts(reports)
        case Format.JSON:
            from grader.reports.json import render_json

            return render_json(reports)
        case Format.JSONL:
            from grader.reports.jsonl import render_jsonl

            return render_jsonl(reports)
        case Format.JUNIT:
            from grader.reports.junit import render_junit

            return render_junit(reports)
        case Format.GRADESCOPE:
            from grader.reports.gradescope import render_gradescope

            return render_gradescope(reports)
        case Format.GITHUB:
            from grader.reports.github import render_github

            return render_github(reports)
        case Format.CSV:
            from grader.reports.csv import render_csv

            return render_csv(reports)
        case Format.HTML:
            from grader.reports.html import render_class

            return render_class(reports)
        case _:
            assert_never(format)
