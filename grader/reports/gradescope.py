"""A report as Gradescope's `results.json`: one test for each check, all of it plain text."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from grader.reports.brief import made_for_note, misconceptions, only
from grader.reports.inert import for_json, inert_word
from grader.reports.text import last_line, points
from grader.results import SCHEMA, CheckResult, QuestionResult, Report, Status


def render_gradescope(reports: Sequence[Report]) -> str:
    """Return the results of the one submission; raise UsageError where there is not exactly one.

    The largest scores add up to the exercise's points. A hidden check is shown, since a hidden test would hide the total from the
    student, but only whether it passed is said of it.
    """
    report = only(reports, "gradescope")
    results = {
        "score": report.score / 100,
        "execution_time": round(sum(check.seconds for check in report.checks), 3),
        "output": _output(report),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "visible",
        "stdout_visibility": "hidden",
        "tests": [test for number, question in enumerate(report.questions, 1) for test in _tests(number, question)],
        "extra_data": {
            "schema": SCHEMA,
            "submission": report.submission,
            "graded_at": report.graded_at,
            "status": report.status,
            "misconceptions": misconceptions(report),
        },
    }
    return json.dumps(results, indent=2) + "\n"


def _output(report: Report) -> str:
    lines = [f"{points(report.score)} of {points(report.max_score)} points. {last_line(report)}"]
    if report.partial:
        lines.append("This is not the whole result: grading had not ended when it was written.")
    if any(check.status is Status.ERROR for check in report.checks):
        lines.append("Something could not be judged. That is not your fault: tell your instructor.")
    if note := made_for_note(report):
        lines.append(note)
    for question in report.questions:
        for adjustment in question.adjustments:
            lines.append(f"{question.id}: {points(adjustment.points)} by hand: {for_json(adjustment.why)}")
    return "\n".join(lines)


def _tests(number: int, question: QuestionResult) -> Iterator[dict[str, Any]]:
    for position, check in enumerate(question.checks, 1):
        yield _test(f"{number}.{position}", f"{question.id} · {check.id}", check)
    rest = question.max_score - sum(check.max_score for check in question.checks)
    if rest:  # all its checks are hidden, and none of them ran
        waiting = CheckResult("", Status.NOT_RUN, 0, rest, False, "Judged when you hand in.", None, 0.0)
        yield _test(f"{number}.{len(question.checks) + 1}", question.id, waiting)


def _test(number: str, name: str, check: CheckResult) -> dict[str, Any]:
    return {
        "number": number,
        "name": inert_word(name),
        "name_format": "text",
        "score": check.score / 100,
        "max_score": check.max_score / 100,
        "status": "passed" if check.status is Status.PASSED else "failed",
        "output": _said(check),
        "output_format": "text",
        "visibility": "visible",
    }


def _said(check: CheckResult) -> str:
    if check.status is Status.ERROR:
        return "This check could not be judged. That is not your fault."
    if check.hidden and not check.waits:
        return "A hidden check: passed." if check.status is Status.PASSED else "A hidden check: not passed."
    return for_json(check.message)
