"""Reports for GitHub Actions: annotations at the student's lines, and a summary of the step in Markdown.

Annotations are escaped as `packages/core/src/command.ts` of github.com/actions/toolkit does (MIT licence).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from grader.reports.brief import made_for_note, whose
from grader.reports.inert import for_markdown, inert_lines
from grader.reports.text import MARKS, last_line, points
from grader.results import CheckResult, QuestionResult, Report, Status

COMMANDS = {Status.FAILED: "error", Status.INVALID: "warning", Status.ERROR: "warning"}
SHOWN = 10  # annotations of a kind that GitHub shows for a step
MAX_SUMMARY = 1024 * 1024  # bytes that GitHub takes for a step


def render_github(reports: Sequence[Report]) -> str:
    """Return workflow commands: `error` for what failed, `warning` for what could not be read or judged; then each score.

    Nobody's text begins a line, so that no `::stop-commands::` is needed around it.
    """
    found = [
        (COMMANDS[check.status], report, question, check)
        for report in reports
        for question in report.questions
        for check in question.checks
        if check.status in COMMANDS
    ]
    lines, left = [], 0
    for kind in ("error", "warning"):
        these = [_annotation(*one) for one in found if one[0] == kind]
        lines += these[:SHOWN]
        left += len(these[SHOWN:])
    if left:
        lines.append(
            command("notice", {}, f"{left} more did not pass; the summary of this step and the JSON hold all.")
        )
    return "\n".join([*lines, *map(_total, reports)]) + "\n"


def command(name: str, properties: dict[str, str], message: str) -> str:
    """Return a workflow command on one line."""
    given = ",".join(f"{key}={_property(value)}" for key, value in properties.items() if value)
    return f"::{name}{' ' if given else ''}{given}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _annotation(kind: str, report: Report, question: QuestionResult, check: CheckResult) -> str:
    place = {}
    if question.file is not None:
        place = {"file": question.file}
        if question.line is not None:
            place |= {"line": str(question.line), "endLine": str(question.line), "col": "1"}
    title = f"{report.exercise} · {whose(report)} · {question.id} · {check.id}"
    said = [f"{points(check.score)} of {points(check.max_score)} points", *inert_lines(check.message)]
    return command(kind, {**place, "title": title}, "\n".join(said))


def _total(report: Report) -> str:
    return " ".join(
        [
            f"{report.exercise} · {whose(report)}: {points(report.score)} of {points(report.max_score)} points.",
            *(["Grading had not ended."] if report.partial else []),
            last_line(report),
            *([note] if (note := made_for_note(report)) else []),
        ]
    )


def located(report: Report, folder: str) -> Report:
    """Return a report whose files are named from the root of the repository; `folder` is the way from there to its folder."""
    questions = [
        question if question.file is None else replace(question, file=str(PurePosixPath(folder, question.file)))
        for question in report.questions
    ]
    return replace(report, questions=tuple(questions))


def render_summary(reports: Sequence[Report], room: int = MAX_SUMMARY) -> str:
    """Return all checks as tables of Markdown, at most `room` bytes; what has no room is left out, and that is said."""
    left_out = "\n\nThere is more, and no room for it: the JSON holds all.\n"
    text: list[str] = []
    size = len(left_out)
    for line in _summary(reports):
        size += len(line.encode()) + 1
        if size > room:
            return "\n".join(text) + left_out if room >= len(left_out) else ""
        text.append(line)
    return "\n".join(text) + "\n"


def _summary(reports: Iterable[Report]) -> Iterator[str]:
    for report in reports:
        yield f"### {for_markdown(report.exercise)} · {for_markdown(whose(report))}"
        yield ""
        yield f"**{points(report.score)} of {points(report.max_score)} points.** {for_markdown(last_line(report))}"
        if report.partial:
            yield "Grading had not ended when this was written."
        if note := made_for_note(report):
            yield for_markdown(note)
        yield from ("", "| | Question | Check | Points | |", "|---|---|---|---|---|")
        for question in report.questions:
            yield from (_row(question, check) for check in question.checks)
            for adjustment in question.adjustments:
                yield f"| | {for_markdown(question.id)} | by hand | {points(adjustment.points)} | {for_markdown(adjustment.why)} |"
        yield ""


def _row(question: QuestionResult, check: CheckResult) -> str:
    name = for_markdown(f"{check.id} (hidden)" if check.hidden else check.id)
    score = f"{points(check.score)}/{points(check.max_score)}"
    said = for_markdown(check.message) if check.message else ""
    return f"| {MARKS[check.status]} | {for_markdown(question.id)} | {name} | {score} | {said} |"
