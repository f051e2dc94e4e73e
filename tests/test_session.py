"""Judging a chunk of a class, and the same as items of a pytest session."""

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest

from grader.course.loader import Course
from grader.judging import session
from grader.judging.checks import Options
from grader.judging.plain import grade_submission
from grader.judging.submissions import find_submissions
from grader.results import Report
from grader.runner.pool import Pool
from grader.workspace.folder import Submission

TESTS = Path(__file__).parent
GALLERY = sorted(path.parent for path in TESTS.glob("submissions/*/scale.py"))
ATTEMPTS = sorted(TESTS.glob("attempts/conv2d/*.py"))


def without_times(report: Report) -> Report:
    questions = [
        dataclasses.replace(q, checks=tuple(dataclasses.replace(check, seconds=0.0) for check in q.checks))
        for q in report.questions
    ]
    return dataclasses.replace(report, questions=tuple(questions), graded_at="")


def both_ways(
    course: Course, submissions: Sequence[Submission], pool: Pool, monkeypatch: pytest.MonkeyPatch, **options: bool
) -> list[list[Report]]:
    monkeypatch.setattr("secrets.token_hex", lambda _: "the same hidden inputs")
    by_pytest = session.grade(course, submissions, pool, **options)
    chosen = Options(salt="the same hidden inputs", **options)
    alone = [grade_submission(course, submission, pool, chosen) for submission in submissions]
    return [[*map(without_times, reports)] for reports in (alone, by_pytest)]


def test_a_report_is_the_same_whether_pytest_runs_the_checks_or_not(
    tiny: Course, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = [path for path in GALLERY if "loop" not in path.name and path.name not in ("swallowed_signals", "detached")]
    submissions = [submission for _, submission in find_submissions(tiny, quick, "tiny")]
    assert len(submissions) > 20

    alone, by_pytest = both_ways(tiny, submissions, pool, monkeypatch, hidden=True, untrusted=True)

    assert alone == by_pytest


def test_diagnoses_and_laws_are_the_same_whether_pytest_runs_the_checks_or_not(
    course: Course, pool: Pool, monkeypatch: pytest.MonkeyPatch
) -> None:
    exercise = course.exercise("exercise-3", texts=False)
    files = [{"conv2d.py": path.read_bytes(), "answers.yaml": b""} for path in ATTEMPTS[::6]]
    submissions = [Submission(f"s{n}", exercise, None, files) for n, files in enumerate(files)]

    alone, by_pytest = both_ways(course, submissions, pool, monkeypatch, hidden=True)

    assert any(check.misconception for report in alone for check in report.checks)
    assert alone == by_pytest
