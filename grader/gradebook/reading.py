"""Read a gradebook, however large, in blocks: what is known, what is stored, and a report for each student."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from grader.errors import GradebookError
from grader.gradebook.database import BLOCK, Database, in_blocks
from grader.gradebook.records import Adjusted, Keep, Stored
from grader.gradebook.tables import adjustments, hand_ins, results, submissions, versions
from grader.gradebook.version import Version, version_key
from grader.reports.json import parse_report
from grader.results import Adjustment, Report


def known(database: Database, digests: Iterable[str]) -> dict[str, set[str]]:
    """Return, for each submission that has results, the keys of the versions under which it has them."""
    found: dict[str, set[str]] = {}
    columns = (results.c.submission, results.c.exercise_hash, results.c.course, results.c.tool, results.c.numpy)
    with database.reading() as connection:
        for block in in_blocks(digests):
            for submission, *version in connection.execute(select(*columns).where(results.c.submission.in_(block))):
                found.setdefault(submission, set()).add(version_key(*version))
    return found


def whose(database: Database, digests: Iterable[str]) -> dict[str, list[str]]:
    """Return the students who handed in each submission, in order."""
    found: dict[str, list[str]] = {}
    columns = (hand_ins.c.submission, hand_ins.c.student)
    with database.reading() as connection:
        for block in in_blocks(digests):
            query = select(*columns).where(hand_ins.c.submission.in_(block)).distinct().order_by(*columns)
            for submission, student in connection.execute(query):
                found.setdefault(submission, []).append(student)
    return found


def stored(database: Database, exercise: str | None) -> Iterator[Stored]:
    """Yield each submission with the result that counts, in the order of their digests; between blocks nothing is held open."""
    columns = (submissions.c.digest, submissions.c.packed, *results.c, versions.c.parts)
    query = select(*columns).join_from(submissions, results, submissions.c.counts == results.c.id).join(versions)
    query = query.order_by(submissions.c.digest).limit(BLOCK // 5)
    if exercise is not None:
        query = query.where(results.c.exercise == exercise)
    last = ""
    while True:
        with database.reading() as connection:
            rows = connection.execute(query.where(submissions.c.digest > last)).all()
        yield from (_stored(database.shown, row) for row in rows)
        if not rows:
            return
        last = rows[-1].digest


def _stored(shown: str, row: Row[Any]) -> Stored:
    version = Version(row.course, row.exercise, json.loads(row.parts), row.tool, row.numpy)
    return Stored(row.digest, row.packed, parsed(shown, row.id, row.report), version)


def reports(database: Database, *, exercise: str | None, student: str | None, keep: Keep) -> Iterator[Report]:
    """Yield one report for each exercise and student, in this order: of the hand-in that is kept, with what was adjusted."""
    query = _handed_in(exercise, student)
    with database.reading() as connection:
        rows = connection.execute(query, execution_options={"yield_per": BLOCK})
        groups = groupby(rows, key=lambda row: (row.exercise, row.student))
        kept = (_kept(list(group), keep) for _, group in groups)
        for block in in_blocks(kept, BLOCK // 5):
            yield from _reports(connection, database.shown, block)


def _handed_in(exercise: str | None, student: str | None) -> Select[Any]:
    query = (
        select(*hand_ins.c, results.c.id, results.c.score)
        .join(submissions, submissions.c.digest == hand_ins.c.submission)
        .join(results, results.c.id == submissions.c.counts)
        .order_by(hand_ins.c.exercise, hand_ins.c.student, hand_ins.c.submission)
    )
    if exercise is not None:
        query = query.where(hand_ins.c.exercise == exercise)
    return query if student is None else query.where(hand_ins.c.student == student)


def _kept(rows: list[Row[Any]], keep: Keep) -> Row[Any]:
    """Choose by time, then name, then content, so that it is the same on every machine."""
    by_time = sorted(rows, key=lambda row: (row.handed_in_at, row.name, row.submission))
    if keep is Keep.FIRST:
        return by_time[0]
    return max(reversed(by_time), key=lambda row: row.score) if keep is Keep.BEST else by_time[-1]


def _reports(connection: Connection, shown: str, kept: list[Row[Any]]) -> Iterator[Report]:
    ids = {row.id for row in kept}
    query = select(results.c.id, results.c.report).where(results.c.id.in_(ids))
    texts = {row.id: row.report for row in connection.execute(query)}
    adjusted: dict[tuple[str, str], list[Adjusted]] = {}
    for item in read_adjustments(connection, {row.student for row in kept}):
        adjusted.setdefault((item.exercise, item.student), []).append(item)
    for row in kept:
        report = parsed(shown, row.id, texts[row.id])
        report = replace(report, student=row.student, folder=row.name, handed_in_at=row.handed_in_at)
        yield with_adjustments(report, adjusted.get((row.exercise, row.student), []))


def read_adjustments(connection: Connection, students: Iterable[str] | None = None) -> list[Adjusted]:
    """Return what was adjusted, for these students or for all, in the order in which it was."""
    query = select(*(column for column in adjustments.c if column.name != "id"))
    if students is not None:
        query = query.where(adjustments.c.student.in_(students))
    return [Adjusted(*row) for row in connection.execute(query.order_by(adjustments.c.at, adjustments.c.id))]


def with_adjustments(report: Report, adjusted: Iterable[Adjusted]) -> Report:
    """Return the report with what was adjusted by hand."""
    by_question: dict[str, list[Adjustment]] = {}
    for item in adjusted:
        by_question.setdefault(item.question, []).append(Adjustment(item.points, item.why, item.at))
    if not by_question:
        return report
    questions = (replace(q, adjustments=tuple(by_question.get(q.id, ()))) for q in report.questions)
    return replace(report, questions=tuple(questions))


def parsed(shown: str, number: int, text: str) -> Report:
    """Return a stored report; raise GradebookError, which names the row, where it is damaged."""
    try:
        return parse_report(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise GradebookError(
            f"{shown}: row {number} of the table results is damaged: {error}. "
            "Go back to a copy of the gradebook, or grade this exercise again: learn grade SUBMISSIONS --force"
        ) from error
