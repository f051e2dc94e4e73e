"""Grade again what was graded by another version of a question, its reference or this package; who gains, who loses, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from grader.course.loader import Course
from grader.errors import GradebookError, UsageError, WorkspaceError
from grader.gradebook.batch import LARGEST_CHUNK, judged_of
from grader.gradebook.executors import Chunk, Executor, chunked, run_all
from grader.gradebook.store import Gradebook, Judged, Stored
from grader.gradebook.version import Version, version_of
from grader.gradebook.worker import Setting
from grader.results import CheckResult, QuestionResult, Report
from grader.suggest import did_you_mean
from grader.workspace.packed import pack, unpack


@dataclass(frozen=True, slots=True)
class Change:
    """A submission that was graded again: its report before and after, what its version differs in, and whether it counts now."""

    submission: str
    before: Report
    after: Report
    why: tuple[str, ...]
    counts: bool

    @property
    def points(self) -> int:
        """Hundredths of a point gained, or lost."""
        return self.after.score - self.before.score


class Regrade:
    """One run over a gradebook. Without `allow_lower`, a result that is lower is kept and does not count.

    `only` limits it to one question of an exercise; the results of the others stay as they are.
    """

    def __init__(
        self,
        course: Course,
        gradebook: Gradebook,
        *,
        exercise: str | None = None,
        only: str | None = None,
        allow_lower: bool = False,
        dry_run: bool = False,
    ) -> None:
        self.current = 0
        self.gone: set[str] = set()
        self._course = course
        self._gradebook = gradebook
        self._exercise = exercise
        self._only = only
        self._allow_lower = allow_lower
        self._dry_run = dry_run
        self._versions: dict[tuple[str, bool], Version] = {}
        if only is not None:
            self._check_question(only)

    def run(self, executor: Executor, setting: Setting) -> Iterator[Change]:
        """Grade again, with hidden checks where they ran before, and yield each submission that was."""
        for hidden in (True, False):
            under_way: dict[str, Stored] = {}
            questions = () if self._only is None else (self._only,)
            adapted = replace(setting, hidden=hidden, questions=questions)
            for chunk, found in run_all(executor, adapted, self._chunks(hidden, under_way)):
                judged = judged_of(self._course, chunk, found)
                yield from [self._change(under_way.pop(one.submission), one, hidden) for one in judged]

    def _chunks(self, hidden: bool, under_way: dict[str, Stored]) -> Iterator[Chunk]:
        return chunked(self._to_judge(hidden, under_way), LARGEST_CHUNK)

    def _to_judge(self, hidden: bool, under_way: dict[str, Stored]) -> Iterator[tuple[str, bytes]]:
        """Yield what is to be graded again, with the sizes that it had."""
        for stored in self._gradebook.stored(self._exercise):
            if stored.version.hidden is hidden and self._is_to_do(stored, hidden):
                under_way[stored.submission] = stored
                yield stored.submission, self._with_sizes(stored)

    def _with_sizes(self, stored: Stored) -> bytes:
        try:
            return with_sizes(self._course, stored)
        except WorkspaceError as error:
            raise GradebookError(_DAMAGED.format(where=self._gradebook.where, stored=stored, error=error)) from error

    def _is_to_do(self, stored: Stored, hidden: bool) -> bool:
        exercise = stored.version.exercise
        if exercise not in self._course.exercise_ids():
            self.gone.add(exercise)
            return False
        if self._only is not None and self._only not in {q.id for q in stored.report.questions}:
            return False
        if differences(stored.version, self._version(stored, hidden)):
            return True
        self.current += 1
        return False

    def _version(self, stored: Stored, hidden: bool) -> Version:
        """Return the version now; where only one question is graded again, what it was, but for that question."""
        key = (stored.version.exercise, hidden)
        if key not in self._versions:
            self._versions[key] = version_of(self._course, key[0], hidden=hidden)
        now = self._versions[key]
        if self._only is None:
            return now
        others = {name: part for name, part in stored.version.parts.items() if not _is_about(name, self._only)}
        return replace(now, parts=others | {n: part for n, part in now.parts.items() if _is_about(n, self._only)})

    def _change(self, stored: Stored, judged: Judged, hidden: bool) -> Change:
        version = self._version(stored, hidden)
        after = judged.report if self._only is None else _with_question(stored.report, judged.report, self._only)
        is_worse = after.status == "error" or (after.score < stored.report.score and not self._allow_lower)
        if not self._dry_run:
            kept = Judged(stored.submission, stored.packed, after)
            if is_worse:
                self._gradebook.record(version, [], [kept])
            else:
                self._gradebook.supersede(version, [kept])
        return Change(stored.submission, stored.report, after, differences(stored.version, version), not is_worse)

    def _check_question(self, only: str) -> None:
        known = {
            item.id for name in self._course.exercise_ids() for item in self._course.exercise_model(name).questions
        }
        if only not in known:
            raise UsageError(f'The course has no question "{only}".{did_you_mean(only, known)}')


def differences(before: Version, now: Version) -> tuple[str, ...]:
    """Return what one version differs in from another, in words: questions, references, the tool, NumPy."""
    names = sorted({*before.parts, *now.parts})
    parts = [
        _difference(name, before.parts, now.parts) for name in names if before.parts.get(name) != now.parts.get(name)
    ]
    tools = [
        f"{what} {old} → {new}"
        for what, old, new in (("learn", before.tool, now.tool), ("NumPy", before.numpy, now.numpy))
        if old != new
    ]
    return (*parts, *tools)


def changed_checks(before: QuestionResult, after: QuestionResult) -> list[str]:
    """Return the checks of a question that earn something else than before."""
    old = {check.id: check for check in before.checks}
    new = {check.id: check for check in after.checks}
    ids = dict.fromkeys([*old, *new])
    return [id for id in ids if _worth(old, id) != _worth(new, id)]


_DAMAGED = """\
{where}: submission {stored.submission:.12} of {stored.version.exercise} cannot be graded again: {error}. \
What was graded again before it is kept. Go back to a copy of the gradebook."""


def with_sizes(course: Course, stored: Stored) -> bytes:
    """Return a submission packed with the sizes that its variants had, since the student answered for those."""
    submission = unpack(stored.packed, partial(course.exercise, texts=False))
    sizes = {question.id: question.params for question in stored.report.questions if question.params}
    return pack(replace(submission, sizes=sizes))


def _worth(checks: Mapping[str, CheckResult], id: str) -> tuple[int, str] | None:
    check = checks.get(id)
    return None if check is None else (check.score, check.status)


def _difference(name: str, before: Mapping[str, str], now: Mapping[str, str]) -> str:
    what = "changed" if name in before and name in now else "is new" if name in now else "is gone"
    return f"{name} {what}"


def _is_about(part: str, question: str) -> bool:
    return part.endswith(f"/{question}")


def _with_question(before: Report, now: Report, question: str) -> Report:
    """Return a report with one question as it is now."""
    found: Sequence[QuestionResult] = [q for q in now.questions if q.id == question]
    if not found:
        return now
    questions = tuple(found[0] if q.id == question else q for q in before.questions)
    return replace(now, questions=questions)
