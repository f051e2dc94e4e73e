"""Take in what a class handed in: one started folder for each student and exercise, and whatever goes wrong concerns one entry."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from grader.course.loader import Course, Exercise
from grader.errors import LearnError, UsageError, WorkspaceError, shown
from grader.gradebook.entries import Entry
from grader.gradebook.held import NotTaken, Taken, read_entry, taken_in
from grader.workspace.files import UNREAD, Unread, why
from grader.workspace.folder import Submission
from grader.workspace.intake import refuse
from grader.workspace.started import ONE_COUNTS, NotTakenIn, listed

__all__ = ["Failed", "NotTaken", "Outcome", "Taken", "take_all", "take_entry"]


@dataclass(frozen=True, slots=True)
class Failed:
    """What this machine, or we, could not take in, and why; the next run tries it again."""

    student: str
    reason: str


Outcome = Taken | NotTaken | Failed


def take_all(course: Course, entries: Sequence[Entry], exercise: Exercise | None) -> Iterator[Outcome]:
    """Yield what the entries of a class hold, in their order; those of one hand-in are looked at together."""
    for (_, number), group in groupby(entries, lambda entry: (entry.student, entry.number)):
        together = list(group)
        if number and len(together) > 1:
            yield from _take_together(course, together, exercise)
        else:
            for entry in together:
                yield from take_entry(course, entry, exercise)


def _take_together(course: Course, entries: Sequence[Entry], exercise: Exercise | None) -> Iterator[Outcome]:
    """Yield what several files hold that were handed in at once: of each exercise one counts, whatever else lies beside it."""
    taken: dict[str, Taken] = {}
    names: dict[str, list[str]] = {}
    for entry in entries:
        for outcome in take_entry(course, entry, exercise):
            if not isinstance(outcome, Taken):
                yield outcome
                continue
            id = outcome.submission.exercise.id
            if not outcome.is_refused:
                names.setdefault(id, []).append(outcome.name)
            if id not in taken or taken[id].is_refused:
                taken[id] = outcome
    for id, one in taken.items():
        if len(names.get(id, ())) > 1:
            said = _AT_ONCE.format(student=one.student, exercise=id, **listed(names[id]))
            yield NotTaken(one.student, said)
        else:
            yield one


def take_entry(course: Course, entry: Entry, exercise: Exercise | None) -> Iterator[Outcome]:
    """Yield what an entry holds; where the exercise is named, what cannot be taken in is a submission whose files are refused.

    No exception leaves it: whatever goes wrong with one entry must not keep the others from being graded.
    """
    if entry.refused:
        yield NotTaken(entry.student, entry.refused)
        return
    try:
        for outcome in _taken_or_refused(course, entry, exercise):
            yield _unread(entry, outcome) if isinstance(outcome, Taken) else outcome
    except LearnError as error:
        yield Failed(entry.student, str(error))
    except (OSError, MemoryError) as error:
        yield Failed(entry.student, f"{shown(entry.path)}: it cannot be read ({why(error)}). {UNREAD}")
    except Exception as error:
        said = f"Internal error: {type(error).__name__}: {error}. Please report it."
        yield Failed(entry.student, f"{shown(entry.path)}: {said}")


def _unread(entry: Entry, taken: Taken) -> Taken | Failed:
    """Return what was taken in, unless a file of it could not be read: its next grade must not be the second one."""
    reasons = [data.reason for data in taken.submission.files.values() if isinstance(data, Unread)]
    if not reasons:
        return taken
    return Failed(entry.student, f"{shown(entry.folder / taken.name)}: {', '.join(reasons)}. {UNREAD}")


def _taken_or_refused(course: Course, entry: Entry, exercise: Exercise | None) -> Iterator[Taken | NotTaken]:
    try:
        yield from read_entry(course, entry, exercise)
    except NotTakenIn as error:
        yield NotTaken(entry.student, str(error))
    except (WorkspaceError, UsageError) as error:
        if exercise is None:
            yield NotTaken(entry.student, str(error))
        else:
            refused = Submission(entry.name, exercise, None, refuse(exercise, str(error)))
            yield taken_in(entry, entry.name, [entry.path], refused)


_AT_ONCE = "{student} handed in {exercise} {count} times at once: {places}. " + ONE_COUNTS
