"""Grade a class: what is not in the gradebook yet, chunk by chunk, each kept as soon as it is judged."""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from grader.course.loader import Course, Exercise
from grader.gradebook.executors import DEATHS, Chunk, Executor, Finished, run_all
from grader.gradebook.hand_ins import Entry, NotTaken, Taken, take_entry
from grader.gradebook.store import Gradebook, HandIn, Judged
from grader.gradebook.version import Version, version_of
from grader.gradebook.worker import Setting
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.reports.json import parse_report
from grader.results import Report
from grader.runner.pool import Pool
from grader.workspace.packed import digest, pack, unpack

BLOCK = 200  # submissions that are read, and asked for in the gradebook, at once
LARGEST_CHUNK = 16  # submissions that are judged one after the other by one process

Seen = Callable[[int], None]


@dataclass(slots=True)
class Tally:
    """What became of the submissions of a run."""

    handed_in: int = 0
    graded: int = 0
    before: int = 0
    elsewise: int = 0
    unjudged: list[str] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)
    exercises: set[str] = field(default_factory=set)
    students: dict[tuple[str, str], list[str]] = field(default_factory=dict)


class Batch:
    """One run over a class; `tally` says what became of it. With `force`, what was graded before is graded again."""

    def __init__(self, course: Course, gradebook: Gradebook, *, hidden: bool, force: bool) -> None:
        self.tally = Tally()
        self._course = course
        self._gradebook = gradebook
        self._hidden = hidden
        self._force = force
        self._versions: dict[str, Version] = {}

    def run(
        self, entries: Sequence[Entry], exercise: Exercise | None, executor: Executor, setting: Setting, seen: Seen
    ) -> Iterator[Report]:
        """Yield the reports of what was graded now, as they are kept; `seen` is told how many were graded before."""
        chunks = self._chunks(entries, exercise, chunk_size(len(entries), executor.jobs), seen)
        for finished in run_all(executor, setting, chunks):
            judged = [judged_of(self._course, one, setting) for one in finished]
            self._keep(judged)
            for one in judged:
                self.tally.graded += 1
                if one.report.status == "error":
                    self.tally.unjudged.append(one.report.folder)
                yield one.report

    def _chunks(self, entries: Sequence[Entry], exercise: Exercise | None, size: int, seen: Seen) -> Iterator[Chunk]:
        waiting: list[tuple[str, bytes]] = []
        for block in _blocks(self._taken(entries, exercise)):
            new = self._new(block)
            seen(len(block) - len(new))
            waiting.extend(new)
            while len(waiting) >= size:
                yield Chunk(tuple(waiting[:size]))
                del waiting[:size]
        if waiting:
            yield Chunk(tuple(waiting))

    def _taken(self, entries: Sequence[Entry], exercise: Exercise | None) -> Iterator[Taken]:
        for entry in entries:
            for taken in take_entry(self._course, entry, exercise):
                if isinstance(taken, NotTaken):
                    self.tally.not_taken.append(taken)
                else:
                    yield taken

    def _new(self, block: Sequence[Taken]) -> list[tuple[str, bytes]]:
        """Keep who handed in what; return, packed and each once, what has no result that stays."""
        hand_ins: dict[str, list[HandIn]] = {}
        found: dict[str, Taken] = {}
        for taken in block:
            name, id = digest(taken.submission), taken.submission.exercise.id
            hand_ins.setdefault(id, []).append(HandIn(taken.student, id, name, taken.name, taken.handed_in_at))
            found.setdefault(name, taken)
            self.tally.handed_in += 1
            self.tally.students.setdefault((id, taken.student), []).append(taken.name)
        for id, those in hand_ins.items():
            self._gradebook.record(self._version(id), those, [])
        known = self._gradebook.known(found)
        new = []
        for name, taken in found.items():
            version = self._version(taken.submission.exercise.id)
            if self._force or not known.get(name):
                new.append((name, pack(taken.submission)))
            elif version.key in known[name]:
                self.tally.before += 1
            else:
                self.tally.elsewise += 1
        return new

    def _keep(self, judged: Sequence[Judged]) -> None:
        by_exercise: dict[str, list[Judged]] = {}
        for one in judged:
            by_exercise.setdefault(one.report.exercise, []).append(one)
        for id, those in by_exercise.items():
            self._gradebook.record(self._version(id), [], those, force=self._force)

    def _version(self, exercise: str) -> Version:
        if exercise not in self._versions:
            self._versions[exercise] = version_of(self._course, exercise, hidden=self._hidden)
        return self._versions[exercise]


def judged_of(course: Course, finished: Finished, setting: Setting) -> Judged:
    """Return what came back from an executor as the gradebook keeps it."""
    if finished.report is not None:
        return Judged(finished.submission, finished.packed, parse_report(json.loads(finished.report)))
    submission = unpack(finished.packed, lambda exercise: course.exercise(exercise, texts=False))
    options = Options(frozenset(setting.questions), setting.hidden, setting.salt, untrusted=True)
    with Pool(forks=False) as nothing:  # no child is started: the submission is only planned
        report = open_submission(course, submission, nothing, options).give_up(_ENDED)
    return Judged(finished.submission, finished.packed, report)


_ENDED = f"Could not be judged: the process that judged it ended {DEATHS} times. This is not the student's zero."


def chunk_size(submissions: int, jobs: int) -> int:
    """Return how many submissions a chunk holds: so many chunks that no process waits long for the others at the end."""
    return max(1, min(LARGEST_CHUNK, submissions // (4 * max(jobs, 1))))


def default_jobs() -> int:
    """Return how many processes may run at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _blocks(taken: Iterable[Taken]) -> Iterator[list[Taken]]:
    iterator = iter(taken)
    while block := list(islice(iterator, BLOCK)):
        yield block
