"""Unite two gradebooks of a course: nothing is lost, nothing is there twice, and the order does not matter."""

import json
from typing import Any

from sqlalchemy import Connection, Row, select, update

from grader.errors import GradebookError
from grader.gradebook.database import BLOCK, Database, in_blocks, insert_or_ignore, insert_or_raise_time
from grader.gradebook.reading import read_adjustments
from grader.gradebook.records import Merged
from grader.gradebook.tables import adjustments, hand_ins, results, submissions, versions
from grader.gradebook.version import version_key
from grader.gradebook.writing import adjustment_row

_AT_ONCE = BLOCK // 5


def merge(into: Database, other: Database, course: str, other_course: str) -> Merged:
    """Take in all of another gradebook, a block of submissions a transaction, so that one that is killed can be repeated."""
    if other_course != course:
        raise GradebookError(
            f"{other.shown} is the gradebook of the course {other_course}, and {into.shown} of {course}. Nothing was merged."
        )
    total = Merged()
    with other.reading() as source:
        for rows in in_blocks(source.execute(select(versions), execution_options={"yield_per": BLOCK}).mappings()):
            with into.writing() as target:
                insert_or_ignore(target, versions, [dict(row) for row in rows])
        held = source.execute(
            select(submissions.c.digest).order_by(submissions.c.digest), execution_options={"yield_per": BLOCK}
        )
        for digests in in_blocks(held.scalars(), _AT_ONCE):
            with into.writing() as target:
                total += _merge_submissions(source, target, digests)
        with into.writing() as target:
            rows_of_other = [adjustment_row(item) for item in read_adjustments(source)]
            total += Merged(adjustments=insert_or_ignore(target, adjustments, rows_of_other))
    return total


def _merge_submissions(source: Connection, target: Connection, digests: list[str]) -> Merged:
    theirs = select(submissions.c.digest, submissions.c.packed).where(submissions.c.digest.in_(digests))
    fresh = insert_or_ignore(target, submissions, [dict(row) for row in source.execute(theirs).mappings()])
    new, differing = _merge_results(source, target, digests)
    recounted = _merge_counts(source, target, digests)
    handed_in = source.execute(select(hand_ins).where(hand_ins.c.submission.in_(digests))).mappings()
    fresh_hand_ins = insert_or_raise_time(target, hand_ins, [dict(row) for row in handed_in])
    return Merged(fresh, new, fresh_hand_ins, differing=differing, recounted=recounted)


def _merge_results(source: Connection, target: Connection, digests: list[str]) -> tuple[int, int]:
    """Insert results; of two of one version the one that could be judged stays, then the one that was graded later."""
    query = select(results).where(results.c.submission.in_(digests))
    ours = {_key(row): row for row in target.execute(query)}
    theirs = {_key(row): row for row in source.execute(query)}
    fresh = [_without_id(row) for key, row in theirs.items() if key not in ours]
    if fresh:
        target.execute(results.insert(), fresh)
    both = [(ours[key], row) for key, row in theirs.items() if key in ours]
    for mine, other in both:
        if _rank(other) > _rank(mine):
            target.execute(update(results).where(results.c.id == mine.id).values(_without_id(other)))
    return len(fresh), sum(_says(mine) != _says(other) for mine, other in both)


def _merge_counts(source: Connection, target: Connection, digests: list[str]) -> int:
    """Let count what was chosen later; return how many submissions had different choices."""
    ours, theirs = _counting(target, digests), _counting(source, digests)
    ids_query = select(results).where(results.c.submission.in_(digests))
    ids = {_key(row): row.id for row in target.execute(ids_query)}
    differing = 0
    for digest, other in theirs.items():
        mine = ours.get(digest)
        differing += mine is not None and mine[1] != other[1]
        if mine is None or other > mine:
            values = {"counts": ids[digest, other[1]], "counted_at": other[0]}
            target.execute(update(submissions).where(submissions.c.digest == digest).values(values))
    return differing


def _counting(connection: Connection, digests: list[str]) -> dict[str, tuple[str, str]]:
    """Return for each submission since when a result counts, and the key of its version."""
    query = (
        select(submissions.c.counted_at, *results.c)
        .join_from(submissions, results, submissions.c.counts == results.c.id)
        .where(submissions.c.digest.in_(digests))
    )
    return {row.submission: (row.counted_at or "", _key(row)[1]) for row in connection.execute(query)}


def _key(row: Row[Any]) -> tuple[str, str]:
    return row.submission, version_key(row.exercise_hash, row.course, row.tool, row.numpy)


def _rank(row: Row[Any]) -> tuple[bool, str, str]:
    return row.status != "error", row.graded_at, row.report


def _says(row: Row[Any]) -> list[tuple[Any, ...]]:
    """Return what a result says of each check, without how long it took."""
    questions = json.loads(row.report)["questions"]
    return [(check["id"], check["status"], check["score"]) for question in questions for check in question["checks"]]


def _without_id(row: Row[Any]) -> dict[str, Any]:
    return {name: value for name, value in row._mapping.items() if name != "id"}
