"""A report as the `result.json` of Classroom 50, schema `classroom50/result/v1`: one test for each question."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from grader.reports.brief import made_for_note, only, whose
from grader.reports.inert import inert_word
from grader.results import QuestionResult, Report, Status

SCHEMA = "classroom50/result/v1"
UNKNOWN = "unknown"


def render_classroom50(reports: Sequence[Report], about: Mapping[str, str]) -> str:
    """Return the result of the one submission; raise UsageError where there is not exactly one.

    `about` holds what the platform's runner says of it, by the names of its environment variables. What is missing there is taken
    from the report; links that nobody named are `unknown`.
    """
    report = only(reports, "classroom50")
    commit = about.get("COMMIT_URL") or UNKNOWN
    result = {
        "schema": SCHEMA,
        "classroom": about.get("CLASSROOM") or report.course,
        "assignment": about.get("ASSIGNMENT") or report.exercise,
        "assignment_type": about.get("ASSIGNMENT_TYPE") or about.get("MODE") or "individual",
        "owner": about.get("OWNER") or whose(report) or UNKNOWN,
        "submission": about.get("SUBMISSION_TAG") or f"submit/{report.submission[:12] or UNKNOWN}",
        "commit": commit,
        "release": about.get("RELEASE_URL") or UNKNOWN,
        "review": about.get("REVIEW_URL") or commit,
        "datetime": _instant(report.handed_in_at or report.graded_at),
        "graded_at": _instant(report.graded_at),
        "score": whole_points(report.score, report.max_score),
        "max-score": report.max_score // 100,
        "tests": [_test(question) | _note(report) for question in report.questions],
    }
    return json.dumps(result, indent=2) + "\n"


def whole_points(score: int, max_score: int) -> int:
    """Return hundredths as points, the nearest whole number, but never full marks for less: as Classroom 50 itself rounds."""
    full = max_score // 100
    return full if score >= max_score else min((score + 50) // 100, max(0, full - 1))


def _test(question: QuestionResult) -> dict[str, Any]:
    return {
        "test-name": inert_word(question.id),
        "passed": question.status is Status.PASSED,
        "score": whole_points(question.score, question.max_score),
        "max-score": question.max_score // 100,
        "exact-score": question.score / 100,  # the schema lets a test say more
        "exact-max-score": question.max_score / 100,
    }


def _note(report: Report) -> dict[str, str]:
    note = made_for_note(report)
    return {"note": note} if note else {}


def _instant(time: str) -> str:
    """Return a time as the schema wants it: UTC, to the second."""
    read = datetime.fromisoformat(time)
    return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
