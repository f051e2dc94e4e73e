"""What a session tells while it grades: partial reports, more of them judged each time, and not too often."""

import itertools
from types import SimpleNamespace

import pytest

from grader.judging import session
from grader.judging.submissions import find_submissions
from grader.results import Report


def told(monkeypatch: pytest.MonkeyPatch, tiny, pool, learn, tmp_path, seconds: int) -> list[list[Report]]:
    """Grade on a clock that moves on by so many seconds between two looks of the session."""
    assert learn("start", "tiny", "--course", str(tiny.root)).returncode == 0
    clock = (look // 2 * seconds for look in itertools.count())
    monkeypatch.setattr(session, "time", SimpleNamespace(monotonic=clock.__next__))
    submissions = [submission for _, submission in find_submissions(tiny, [tmp_path / "tiny"], None)]
    reports: list[list[Report]] = []
    session.grade(tiny, submissions, pool, progress=lambda found: reports.append(list(found)))
    return reports


def waiting(report: Report) -> int:
    return sum(check.message == "Not judged yet." for check in report.checks)


def test_after_each_question_less_is_waiting(monkeypatch, tiny, pool, learn, tmp_path) -> None:
    reports = told(monkeypatch, tiny, pool, learn, tmp_path, seconds=100)

    counts = [waiting(report) for [report] in reports]
    assert len(reports) == len(reports[0][0].questions)
    assert counts == sorted(set(counts), reverse=True)
    assert {report.status for [report] in reports} == {"partial"}


def test_within_a_second_nothing_more_is_told(monkeypatch, tiny, pool, learn, tmp_path) -> None:
    assert len(told(monkeypatch, tiny, pool, learn, tmp_path, seconds=0)) == 1
