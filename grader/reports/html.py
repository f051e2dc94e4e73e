"""Reports as one page of HTML that needs nothing else: of a class, or of one student."""

import base64
import functools
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from grader.reports.brief import made_for_note, made_for_other, whose
from grader.reports.charts import HEIGHT, ROW, WIDTH, bars, columns
from grader.reports.inert import for_json, inert_word
from grader.reports.statistics import BINS, ClassStatistics, class_statistics
from grader.reports.summary import bin_name, mistake, percent, signed
from grader.reports.text import last_line, points
from grader.results import CheckResult, QuestionResult, Report, Status

TEMPLATES = Path(__file__).parent / "templates"
SHOWN = 10  # mistakes that a chart shows; the table beside it holds all

WORDS = {
    Status.PASSED: ("✓", "passed"),
    Status.FAILED: ("✗", "failed"),
    Status.ERROR: ("!", "could not be judged"),
    Status.INVALID: ("?", "could not be read"),
    Status.NOT_RUN: ("–", "not run"),
}
ENDINGS = {
    "graded": ("", "graded"),
    "error": ("! ", "could not be judged"),
    "partial": ("… ", "not graded to the end"),
}


def render_class(reports: Sequence[Report]) -> str:
    """Return a page for a class: for each exercise its scores, questions, mistakes and all who handed in."""
    exercises = [_exercise(numbers, reports) for numbers in class_statistics(reports)]
    return _render("class.html.j2", reports, exercises=exercises)


def render_student(reports: Sequence[Report]) -> str:
    """Return a page for one student: every exercise with its questions, checks and what was said of them."""
    return _render("student.html.j2", reports, who=whose(reports[0]) if reports else "Nobody")


def _render(template: str, reports: Sequence[Report], **more: object) -> str:
    courses = list(dict.fromkeys(report.course for report in reports))
    graded = max((report.graded_at for report in reports), default="")
    page: str = _environment().get_template(template).render(reports=reports, courses=courses, graded=graded, **more)
    return page


@functools.cache
def _environment() -> Any:
    import jinja2

    style = (TEMPLATES / "style.css").read_text(encoding="utf-8")
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        finalize=lambda value: (
            for_json(value) if type(value) is str else value
        ),  # whatever is shown, and not only if asked
        trim_blocks=True,
        lstrip_blocks=True,
    )
    # Names in the templates that change with nothing: the style with its digest for the browser, and how things are written.
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    # The hash is of what stands between the tags, so the style is put there as it is.
    environment.globals.update(
        style=_markup(style), digest=digest, width=WIDTH, height=HEIGHT, row=ROW, words=WORDS, endings=ENDINGS
    )
    environment.filters.update(
        points=points, percent=percent, signed=signed, word=inert_word, when=_when, mistake=mistake
    )
    environment.filters.update(made_for=made_for_other, note=made_for_note)
    environment.filters.update(who=whose, said=_said, adjusted=_adjusted, mistakes=_mistakes, last=last_line)
    return environment


def _markup(text: str) -> Any:
    import markupsafe

    return markupsafe.Markup(text)


@dataclass(frozen=True, slots=True)
class _Row:
    """One submission in the table of a class; a question that it lacks is None."""

    report: Report
    questions: tuple[QuestionResult | None, ...]


def _exercise(numbers: ClassStatistics, reports: Sequence[Report]) -> Mapping[str, object]:
    """Return what the page shows of one exercise."""
    mine = [report for report in reports if report.exercise == numbers.exercise]
    ids = list(dict.fromkeys(question.id for report in mine for question in report.questions))
    means = [(q.id, "–" if q.difficulty is None else percent(q.difficulty), q.difficulty) for q in numbers.questions]
    discriminations = [(q.id, signed(q.discrimination), q.discrimination) for q in numbers.questions]
    shown = [(f"{m.question}: {mistake(m.name)}", str(m.count), m.count) for m in numbers.misconceptions[:SHOWN]]
    return {
        "numbers": numbers,
        "columns": columns(numbers.histogram),
        "bins": [bin_name(place) for place in range(BINS)],
        "means": bars(means, 0, 1),
        "discriminations": bars(discriminations, -1, 1),
        "mistakes": bars(shown, 0, max((count for _, _, count in shown), default=1)),
        "ids": ids,
        "rows": [_row(report, ids) for report in mine],
    }


def _row(report: Report, ids: Sequence[str]) -> _Row:
    by_id = {question.id: question for question in report.questions}
    return _Row(report, tuple(by_id.get(id) for id in ids))


def _when(moment: str) -> str:
    """Return a time in ISO 8601, UTC, as a reader wants it: to the minute."""
    text = inert_word(moment)
    whole = text[10:11] == "T" and text.endswith(("Z", "+00:00"))
    return f"{text[:10]} {text[11:16]} UTC" if whole else text


def _adjusted(question: QuestionResult) -> str:
    """Return what was changed by hand, with its sign, or nothing."""
    total = sum(adjustment.points for adjustment in question.adjustments)
    return f"{'+' if total >= 0 else '−'}{points(abs(total))}" if question.adjustments else ""


def _mistakes(report: Report) -> str:
    names = (check.misconception for check in report.checks if check.misconception)
    return ", ".join(mistake(name) for name in dict.fromkeys(names))


def _said(question: QuestionResult) -> Iterator[tuple[CheckResult, bool]]:
    """Yield its checks, and whether each says what the one before it said."""
    before = ""
    for check in question.checks:
        yield check, bool(check.message) and check.message == before
        before = check.message
