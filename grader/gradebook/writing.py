"""Write to a gradebook: each function within one transaction, and the same again when it is repeated."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, case, func, select, update

from grader.gradebook.database import in_blocks, insert_or_ignore, insert_or_raise_time
from grader.gradebook.records import Adjusted, HandIn, Judged
from grader.gradebook.tables import adjustments, hand_ins, results, submissions, versions
from grader.gradebook.version import Version
from grader.reports.inert import inert_word
from grader.reports.json import report_object
from grader.results import Report


def record(
    connection: Connection, version: Version, handed_in: Sequence[HandIn], judged: Sequence[Judged], *, force: bool
) -> int:
    """Insert what is not there; a first result counts. With `force`, replace the results of this version, and they count."""
    once = {item.submission: item for item in judged}  # two students may hand in the same
    _insert_version(connection, version)
    insert_or_ignore(connection, submissions, [{"digest": i.submission, "packed": i.packed} for i in once.values()])
    written = sum(_write_results(connection, version, block, force=force) for block in in_blocks(once.values()))
    insert_or_raise_time(connection, hand_ins, [_storable(asdict(item)) for item in handed_in])
    return written


def adjust(connection: Connection, adjusted: Adjusted) -> None:
    """Insert an adjustment."""
    insert_or_ignore(connection, adjustments, [adjustment_row(adjusted)])


def adjustment_row(adjusted: Adjusted) -> dict[str, Any]:
    """Return an adjustment with a name that its content gives it, so that none is there twice."""
    row = _storable(asdict(adjusted))
    return {"id": hashlib.sha256(json.dumps(row, sort_keys=True).encode()).hexdigest(), **row}


def now() -> str:
    """Return the time, fine enough to tell two commands apart."""
    return datetime.now(UTC).isoformat(timespec="microseconds")


def report_text(report: Report) -> str:
    """Return a report as it is stored: a result belongs to a submission, whoever handed it in."""
    return json.dumps(report_object(replace(report, student=None, folder="", handed_in_at=None)), separators=(",", ":"))


def _insert_version(connection: Connection, version: Version) -> None:
    parts = json.dumps(dict(version.parts), sort_keys=True)
    row = {"exercise_hash": version.exercise_hash, "exercise": version.exercise, "parts": parts}
    insert_or_ignore(connection, versions, [row])


def _write_results(connection: Connection, version: Version, block: list[Judged], *, force: bool) -> int:
    of_version = _of_version(version)
    digests = [item.submission for item in block]
    query = select(results.c.submission).where(of_version, results.c.submission.in_(digests))
    there = set(connection.scalars(query))
    rows = [_result_row(version, item) for item in block]
    fresh = [row for row in rows if row["submission"] not in there]
    if fresh:
        connection.execute(results.insert(), fresh)
    again = [
        {f"new_{name}": row[name] for name in ("submission", *_JUDGED)} for row in rows if row["submission"] in there
    ]
    if force and again:
        changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in _JUDGED}
        which = and_(of_version, results.c.submission == bindparam("new_submission"))
        connection.execute(update(results).where(which).values(changed), again)
    _let_count(connection, of_version, digests, force=force)
    return len(block) if force else len(fresh)


def _let_count(connection: Connection, of_version: ColumnElement[bool], digests: list[str], *, force: bool) -> None:
    """Let the results of a version count: all of them, or those of submissions that had none."""
    ids = select(results.c.id).where(of_version, results.c.submission == submissions.c.digest).scalar_subquery()
    time = now()
    # A clock that was set back must not make the newer choice look like the older one when gradebooks are merged.
    before = func.coalesce(submissions.c.counted_at, "")
    later = case((before > time, before), else_=time)
    change = update(submissions).where(submissions.c.digest.in_(digests)).values(counts=ids, counted_at=later)
    connection.execute(change if force else change.where(submissions.c.counts.is_(None)))


def _of_version(version: Version) -> ColumnElement[bool]:
    row = {
        "exercise_hash": version.exercise_hash,
        "course": version.course,
        "tool": version.tool,
        "numpy": version.numpy,
    }
    return and_(*(results.c[name] == value for name, value in row.items()))


def _result_row(version: Version, item: Judged) -> dict[str, Any]:
    return {
        "submission": item.submission,
        "exercise_hash": version.exercise_hash,
        "course": version.course,
        "exercise": version.exercise,
        "tool": version.tool,
        "numpy": version.numpy,
        "score": item.report.score,
        "max_score": item.report.max_score,
        "status": item.report.status,
        "graded_at": item.report.graded_at,
        "report": report_text(item.report),
    }


_JUDGED = ("score", "max_score", "status", "graded_at", "report")


def _storable(row: dict[str, Any]) -> dict[str, Any]:
    """Return a row whose texts every database takes, and every terminal: a folder's name need not be UTF-8, nor harmless."""
    if "name" in row:
        row = {**row, "name": inert_word(row["name"])}
    return {
        name: value.encode("utf-8", "backslashreplace").decode().replace("\0", "\\x00")
        if isinstance(value, str)
        else value
        for name, value in row.items()
    }
