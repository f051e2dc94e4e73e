"""A report as JSON, the format that is the truth."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from grader.reports.inert import for_json, inert_word
from grader.results import SCHEMA, Adjustment, Category, CheckResult, QuestionResult, Report, Status


def report_object(report: Report) -> dict[str, Any]:
    """Return a report as the object that the schema `learn/report/1` describes; scores in points."""
    return {
        "schema": SCHEMA,
        "tool": report.tool,
        "course": report.course,
        "exercise": report.exercise,
        "title": report.title,
        "student": None if report.student is None else inert_word(report.student),
        "made_for": None if report.made_for is None else inert_word(report.made_for),
        "attempt": report.attempt,
        "folder": inert_word(report.folder),
        "submission": report.submission,
        "handed_in_at": report.handed_in_at,
        "graded_at": report.graded_at,
        "status": report.status,
        "isolation": report.isolation,
        "score": report.score / 100,
        "max_score": report.max_score / 100,
        "questions": [_question(question) for question in report.questions],
    }


def render_json(reports: Sequence[Report]) -> str:
    """Return one report as an object, several as a list."""
    objects = [report_object(report) for report in reports]
    return json.dumps(objects[0] if len(objects) == 1 else objects, indent=2, ensure_ascii=True) + "\n"


def _question(question: QuestionResult) -> dict[str, Any]:
    return {
        "id": question.id,
        "kind": question.kind,
        "title": question.title,
        "score": question.score / 100,
        "max_score": question.max_score / 100,
        "status": question.status,
        "params": dict(question.params),
        "file": question.file,
        "line": question.line,
        "printed": for_json(question.printed),
        "adjustments": [
            {"points": adjustment.points / 100, "why": for_json(adjustment.why), "at": adjustment.at}
            for adjustment in question.adjustments
        ],
        "checks": [_check(check) for check in question.checks],
    }


def _check(check: CheckResult) -> dict[str, Any]:
    return {
        "id": check.id,
        "status": check.status,
        "score": check.score / 100,
        "max_score": check.max_score / 100,
        "hidden": check.hidden,
        "anew": check.anew,
        "message": for_json(check.message),
        "misconception": check.misconception,
        "category": check.category,
        "seconds": round(check.seconds, 3),
    }


def parse_report(stored: Mapping[str, Any]) -> Report:
    """Return the report that `report_object` wrote; raise ValueError where it is none."""
    if stored.get("schema") != SCHEMA:
        raise ValueError(f"its schema is {stored.get('schema')!r}, not {SCHEMA!r}")
    try:
        return Report(
            **{name: stored[name] for name in _COPIED},
            questions=tuple(map(_parsed_question, stored["questions"])),
            partial=stored["status"] == "partial",
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"it is no whole report: {error}") from error


_COPIED = (
    *("tool", "course", "exercise", "title", "student", "made_for", "attempt", "folder", "submission"),
    *("handed_in_at", "graded_at", "isolation"),
)


def _parsed_question(stored: Mapping[str, Any]) -> QuestionResult:
    return QuestionResult(
        **{name: stored[name] for name in ("id", "kind", "title", "printed", "params", "file", "line")},
        max_score=_hundredths(stored["max_score"]),
        checks=tuple(map(_parsed_check, stored["checks"])),
        adjustments=tuple(Adjustment(_hundredths(a["points"]), a["why"], a["at"]) for a in stored["adjustments"]),
    )


def _parsed_check(stored: Mapping[str, Any]) -> CheckResult:
    return CheckResult(
        **{name: stored[name] for name in ("id", "hidden", "message", "misconception", "seconds")},
        status=Status(stored["status"]),
        score=_hundredths(stored["score"]),
        max_score=_hundredths(stored["max_score"]),
        category=None if stored["category"] is None else Category(stored["category"]),
        anew=stored.get("anew", False),  # reports of version 0.1 have none
    )


def _hundredths(points: float) -> int:
    return round(points * 100)
