"""The gradebook: what was handed in and what was found, each once, whatever is killed and whenever."""

from collections.abc import Iterable, Iterator, Sequence
from types import TracebackType
from typing import Self

from sqlalchemy import select, update

from grader.errors import UsageError
from grader.gradebook import merging, reading, writing
from grader.gradebook.database import Database
from grader.gradebook.opening import PATIENCE, open_database
from grader.gradebook.records import Adjusted, HandIn, Judged, Keep, Merged, Stored
from grader.gradebook.tables import hand_ins, meta
from grader.gradebook.version import Version
from grader.results import Report
from grader.suggest import did_you_mean

__all__ = ["Adjusted", "Gradebook", "HandIn", "Judged", "Keep", "Merged", "Stored", "open_gradebook"]


def open_gradebook(
    where: str,
    *,
    course: str | None = None,
    create: bool = False,
    patience: float = PATIENCE,
    salt: str | None = None,
    only_read: bool = False,
) -> "Gradebook":
    """Open the gradebook at a path or URL, of this course if one is given; `create` makes it where there is none.

    Raises GradebookError. A new one gets this `salt`, else one of its own. With `only_read`, it need not be writable.
    `patience` is how many seconds a writer waits for another one.
    """
    return Gradebook(open_database(where, course, create=create, patience=patience, salt=salt, only_read=only_read))


class Gradebook:
    """Results by what was judged, hand-ins by who handed them in, and what was adjusted by hand; one process writes at a time."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.where = database.shown
        with database.reading() as connection:
            stored = {str(key): str(value) for key, value in connection.execute(select(meta.c.key, meta.c.value))}
        self.course, self.salt, self._keep = stored["course"], stored["salt"], Keep(stored["keep"])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close its connections."""
        self.database.engine.dispose()

    @property
    def keep(self) -> Keep:
        """Which of a student's submissions to an exercise is shown; what is set is stored."""
        return self._keep

    @keep.setter
    def keep(self, keep: str) -> None:
        with self.database.writing() as connection:
            connection.execute(update(meta).where(meta.c.key == "keep").values(value=str(Keep(keep))))
        self._keep = Keep(keep)

    def known(self, digests: Iterable[str]) -> dict[str, set[str]]:
        """Return, for each of these submissions that has results, the keys of the versions under which it has them."""
        return reading.known(self.database, digests)

    def record(
        self, version: Version, hand_ins: Sequence[HandIn], judged: Sequence[Judged], *, force: bool = False
    ) -> int:
        """Insert, as a whole, what is not there; a submission's first result counts. Return how many results were written.

        With `force`, results of this version are replaced, and count.
        """
        with self.database.writing() as connection:
            return writing.record(connection, version, hand_ins, judged, force=force)

    def supersede(self, version: Version, judged: Sequence[Judged]) -> int:
        """Insert or replace results under a version, and let them count; return how many."""
        return self.record(version, [], judged, force=True)

    def stored(self, exercise: str | None = None) -> Iterator[Stored]:
        """Yield every submission with the result that counts, in the order of their digests; writing meanwhile is fine."""
        return reading.stored(self.database, exercise)

    def reports(
        self, *, exercise: str | None = None, student: str | None = None, keep: str | None = None
    ) -> Iterator[Report]:
        """Yield one report for each exercise and student, in this order, with what was adjusted."""
        chosen = self.keep if keep is None else Keep(keep)
        return reading.reports(self.database, exercise=exercise, student=student, keep=chosen)

    def students(self) -> list[str]:
        """Return who handed something in."""
        with self.database.reading() as connection:
            return list(connection.scalars(select(hand_ins.c.student).distinct().order_by(hand_ins.c.student)))

    def whose(self, digests: Iterable[str]) -> dict[str, list[str]]:
        """Return who handed in each of these submissions."""
        return reading.whose(self.database, digests)

    def exercises(self) -> list[str]:
        """Return the exercises that somebody handed in."""
        with self.database.reading() as connection:
            return list(connection.scalars(select(hand_ins.c.exercise).distinct().order_by(hand_ins.c.exercise)))

    def find(self, student: str, question: str, exercise: str | None = None) -> Report:
        """Return the report of a student's that has this question; raise UsageError where there is none, or several."""
        found = list(self.reports(student=student))
        if not found:
            near = did_you_mean(student, self.students())
            raise UsageError(f'{self.where} has no student "{student}".{near}')
        by_exercise = {report.exercise: report for report in found}
        if exercise is not None and exercise not in by_exercise:
            near = did_you_mean(exercise, by_exercise)
            raise UsageError(
                f'{student} has handed in no exercise "{exercise}".{near} There are: {", ".join(by_exercise)}.'
            )
        looked_at = found if exercise is None else [by_exercise[exercise]]
        holding = [report for report in looked_at if any(q.id == question for q in report.questions)]
        if not holding:
            known = sorted({q.id for report in looked_at for q in report.questions})
            near = did_you_mean(question, known)
            raise UsageError(f'{student} has no question "{question}".{near} There are: {", ".join(known)}.')
        if len(holding) > 1:
            names = ", ".join(report.exercise for report in holding)
            raise UsageError(f"{question} is in several exercises of {student}: {names}. Name one: --exercise ID")
        return holding[0]

    def adjust(self, student: str, exercise: str | None, question: str, points: int, why: str) -> Report:
        """Add hundredths of a point to a question of a student's by hand, or take them away; return the report after it."""
        before = self.find(student, question, exercise)
        if points == 0:
            raise UsageError("0 points change nothing. Say how many to add, such as 1.5 or -2.")
        if not why.strip():
            raise UsageError("Say why, the student will ask: --why TEXT")
        adjusted = Adjusted(student, before.exercise, question, points, why.strip(), writing.now())
        with self.database.writing() as connection:
            writing.adjust(connection, adjusted)
        return self.find(student, question, before.exercise)

    def adjustments(self) -> list[Adjusted]:
        """Return all that was adjusted, in the order in which it was."""
        with self.database.reading() as connection:
            return reading.read_adjustments(connection)

    def merge(self, other: "Gradebook") -> Merged:
        """Take in all that another gradebook of the same course holds; repeat it, or swap the two, and the results are the same."""
        return merging.merge(self.database, other.database, self.course, other.course)
