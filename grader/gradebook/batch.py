"""Grade a class: what is not in the gradebook yet, chunk by chunk, each kept as soon as it is judged."""

import json
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

from grader.course.loader import Course, Exercise
from grader.gradebook.database import in_blocks
from grader.gradebook.entries import Entry
from grader.gradebook.executors import Chunk, Executor, chunked, run_all
from grader.gradebook.hand_ins import Failed, NotTaken, Taken, take_all
from grader.gradebook.store import Gradebook, HandIn, Judged
from grader.gradebook.version import Version, version_of
from grader.gradebook.worker import Result, Setting
from grader.judging.plain import unjudged_report
from grader.reports.json import parse_report
from grader.results import Report
from grader.workspace.packed import pack, unpack

BLOCK = 200  # submissions that are read, and asked for in the gradebook, at once
LARGEST_CHUNK = 16  # submissions that are judged one after the other by one process

Seen = Callable[[int], None]


@dataclass(slots=True)
class Tally:
    """What became of the submissions of a run; `students` counts what each handed in to an exercise."""

    graded: int = 0
    before: int = 0
    elsewise: int = 0
    unjudged: list[str] = field(default_factory=list)
    not_taken: list[NotTaken] = field(default_factory=list)
    failed: list[Failed] = field(default_factory=list)
    clamped: list[str] = field(default_factory=list)  # whose files bear a time that cannot be
    students: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def is_complete(self) -> bool:
        """Whether all that was handed in was judged."""
        return not (self.unjudged or self.not_taken or self.failed)


class Batch:
    """One run over a class; `tally` says what became of it. With `force`, what was graded before is graded again."""

    def __init__(self, course: Course, gradebook: Gradebook, *, hidden: bool, force: bool) -> None:
        self.tally = Tally()
        self._course = course
        self._gradebook = gradebook
        self.hidden = hidden
        self._force = force
        self._versions: dict[str, Version] = {}
        self._waiting: dict[str, list[HandIn]] = {}  # who handed in what is under way
        self._forced: set[str] = set()  # what was graded again in this run

    def run(
        self, entries: Sequence[Entry], exercise: Exercise | None, executor: Executor, setting: Setting, seen: Seen
    ) -> Iterator[Report]:
        """Yield the reports of what was graded now, as they are kept; `seen` is told how many were graded before."""
        chunks = self._chunks(entries, exercise, chunk_size(len(entries), executor.jobs), seen)
        for chunk, found in run_all(executor, setting, chunks):
            judged = judged_of(self._course, chunk, found)
            self._keep(judged)
            yield from (one.report for one in judged)

    def _chunks(self, entries: Sequence[Entry], exercise: Exercise | None, size: int, seen: Seen) -> Iterator[Chunk]:
        return chunked(self._to_judge(entries, exercise, seen), size)

    def _to_judge(self, entries: Sequence[Entry], exercise: Exercise | None, seen: Seen) -> Iterator[tuple[str, bytes]]:
        for block in in_blocks(self._taken(entries, exercise), BLOCK):
            new = self._new(block)
            seen(len(block) - len(new))
            yield from new

    def _taken(self, entries: Sequence[Entry], exercise: Exercise | None) -> Iterator[Taken]:
        for outcome in take_all(self._course, entries, exercise):
            if isinstance(outcome, NotTaken):
                self.tally.not_taken.append(outcome)
            elif isinstance(outcome, Failed):
                self.tally.failed.append(outcome)
            else:
                self.tally.clamped += [outcome.name] if outcome.clamped else []
                yield outcome

    def _new(self, block: Sequence[Taken]) -> list[tuple[str, bytes]]:
        """Return, packed and each once, what has no result; keep who handed in what has one."""
        hand_ins = [self._hand_in(taken) for taken in block]
        found = {hand_in.submission: taken for hand_in, taken in zip(hand_ins, block, strict=True)}
        known = self._gradebook.known(found)
        new = []
        for name, taken in found.items():
            results = known.get(name, set())
            version = self._version(taken.submission.exercise.id)
            if name in self._waiting or name in self._forced:
                continue
            if self._force or not results:
                new.append((name, pack(taken.submission)))
                self._waiting[name] = []
            elif version.key in results:
                self.tally.before += 1
            else:
                self.tally.elsewise += 1
        for hand_in in hand_ins:
            if hand_in.submission in self._waiting:
                self._waiting[hand_in.submission].append(hand_in)
        self._record([hand_in for hand_in in hand_ins if hand_in.submission not in self._waiting], [])
        return new

    def _hand_in(self, taken: Taken) -> HandIn:
        exercise = taken.submission.exercise.id
        self.tally.students[exercise, taken.student] += 1
        return HandIn(taken.student, exercise, taken.digest, taken.name, taken.handed_in_at)

    def _keep(self, judged: Sequence[Judged]) -> None:
        """Keep results together with who handed in what they are of."""
        hand_ins = [hand_in for one in judged for hand_in in self._waiting.pop(one.submission)]
        self._record(hand_ins, judged)
        if self._force:
            self._forced.update(one.submission for one in judged)
        self.tally.graded += len(judged)
        unjudged = {one.submission for one in judged if one.report.status == "error"}
        self.tally.unjudged += [hand_in.name for hand_in in hand_ins if hand_in.submission in unjudged]

    def _record(self, hand_ins: Sequence[HandIn], judged: Sequence[Judged]) -> None:
        by_exercise: dict[str, tuple[list[HandIn], list[Judged]]] = {}
        for hand_in in hand_ins:
            by_exercise.setdefault(hand_in.exercise, ([], []))[0].append(hand_in)
        for one in judged:
            by_exercise.setdefault(one.report.exercise, ([], []))[1].append(one)
        for id, (those, results) in by_exercise.items():
            self._gradebook.record(self._version(id), those, results, force=self._force)

    def _version(self, exercise: str) -> Version:
        if exercise not in self._versions:
            self._versions[exercise] = version_of(self._course, exercise, hidden=self.hidden)
        return self._versions[exercise]


def judged_of(course: Course, chunk: Chunk, found: Iterable[Result]) -> list[Judged]:
    """Return what came back of a chunk as the gradebook keeps it."""
    packed = dict(chunk.submissions)
    judged = []
    for result in found:
        if result.report is not None:
            report = parse_report(json.loads(result.report))
        else:
            submission = unpack(packed[result.submission], partial(course.exercise, texts=False))
            report = unjudged_report(course.id, submission, result.reason)
        judged.append(Judged(result.submission, packed[result.submission], report))
    return judged


def chunk_size(submissions: int, jobs: int) -> int:
    """Return how many submissions a chunk holds: so many chunks that no process waits long for the others at the end."""
    return max(1, min(LARGEST_CHUNK, submissions // (4 * max(jobs, 1))))


def default_jobs() -> int:
    """Return how many processes may run at once on this machine."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
