"""A report as JSON, the format that is the truth."""

import json
from typing import Any

from grader.reports.inert import for_json, inert_word
from grader.results import SCHEMA, CheckResult, QuestionResult, Report


def report_object(report: Report) -> dict[str, Any]:
    """Return a report as the object that the schema `learn/report/1` describes; scores in points."""
    return {
        "schema": SCHEMA,
        "tool": report.tool,
        "course": report.course,
        "exercise": report.exercise,
        "student": None if report.student is None else inert_word(report.student),
        "folder": inert_word(report.folder),
        "isolation": report.isolation,
        "score": report.score / 100,
        "max_score": report.max_score / 100,
        "questions": [_question(question) for question in report.questions],
    }


def render_json(reports: list[Report]) -> str:
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
        "printed": for_json(question.printed),
        "checks": [_check(check) for check in question.checks],
    }


def _check(check: CheckResult) -> dict[str, Any]:
    return {
        "id": check.id,
        "status": check.status,
        "score": check.score / 100,
        "max_score": check.max_score / 100,
        "hidden": check.hidden,
        "message": for_json(check.message),
        "misconception": check.misconception,
        "category": check.category,
        "seconds": round(check.seconds, 3),
    }
