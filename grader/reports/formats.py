"""The formats of a report by name; whoever writes one asks here, and only what it needs is imported."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, assert_never

if TYPE_CHECKING:
    from grader.results import Report


class Format(StrEnum):
    """What a report is written as."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    JUNIT = "junit"
    CSV = "csv"


def render(
    format: Format, reports: "Sequence[Report]", form: str | None = None, about: Mapping[str, str] | None = None
) -> str:
    """Return reports in a format.

    `form` is the instructor's own export, which Canvas fills and against which Moodle's grades are checked; `about` is what the
    runner of Classroom 50 says of a submission, by the names of its environment variables.
    Raises UsageError where these reports cannot be written in this format, or the form does not fit.
    """
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
        case Format.CSV:
            from grader.reports.csv import render_csv

            return render_csv(reports)
        case _:
            assert_never(format)
