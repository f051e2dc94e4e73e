"""Judge by the clock whether a function loops over what is larger in one case than in another: for strangers' code.

The clock is the kernel's, of the processor time that the child took: a busy machine does not slow it, and the child cannot set it.
What counts is how much more a large input takes than a small one, beside how much more the reference takes: an interpreted turn for
each position costs some hundred times what a compiled one does. Inputs are of this run, each call's own, so none can be looked up.
"""

import statistics
import time

from grader.course.model import SameLines
from grader.judging.calls import Calls
from grader.judging.failures import described, failed
from grader.judging.oracle import Oracle, is_faultless
from grader.judging.student import StudentCode
from grader.results import Category, Status, Verdict
from grader.runner.child import Returned

AT_MOST = (
    24  # times the growth of the reference; whole arrays grow up to 8 times as much, loops over positions 43 and more
)
CLEAR = AT_MOST / 2
FEW, MANY = 3, 9  # calls of each size: enough where it is clear, and where it is not
LEAST = 50e-6  # seconds: what the reference's growth counts at least
# Seconds, and times the reference's, that a small call may take: work for nothing gains no more.
START, TIMES = 0.4e-3, 2


def judge_growth(lines: SameLines, calls: Calls, student: StudentCode, oracle: Oracle) -> Verdict:
    """Compare how processor time grows from the small to the large case with how it grows for the reference."""
    clock = _Clock(calls, student, oracle)
    growth = 0.0
    for turn in range(MANY + 1):
        for id in (lines.small, lines.large):
            if (verdict := clock.measure(id, turn, counts=turn > 0)) is not None:
                return verdict
        if turn >= FEW:
            growth = clock.growth(lines)
            if growth <= CLEAR:
                break
    if growth > AT_MOST:
        return failed(LIKE_A_LOOP.format(small=lines.small, large=lines.large), Category.WRONG)
    return Verdict(Status.PASSED, BY_THE_CLOCK, fraction=1.0)


class _Clock:
    """Processor times in seconds, of the student's function and of the reference, by case."""

    def __init__(self, calls: Calls, student: StudentCode, oracle: Oracle) -> None:
        self._calls = calls
        self._student = student
        self._oracle = oracle
        self._theirs: dict[str, list[float]] = {}
        self._ours: dict[str, list[float]] = {}

    def measure(self, id: str, turn: int, *, counts: bool) -> Verdict | None:
        """Call both once, with inputs of their own; return what keeps the call from being measured.

        What does not count warms both up.
        """
        case = self._calls.case(id)
        call = self._calls.draw_anew(
            case, case.repeat + turn
        )  # the draws before have been seen when the case was judged
        began = time.thread_time()
        expected = self._oracle.computed(call)
        ours = time.thread_time() - began
        before = self._student.processor_seconds()
        answer = self._student.call(call, expected, hidden=True)
        if isinstance(answer, Verdict):
            return answer
        if not isinstance(answer, Returned):
            return failed(AT_WORK, described(answer, self._student.question).category or Category.WRONG)
        if not is_faultless(expected, answer, call):
            return failed(AT_WORK, Category.WRONG)
        if counts:
            self._ours.setdefault(id, []).append(ours)
            self._theirs.setdefault(id, []).append(self._student.processor_seconds() - before)
        return None

    def growth(self, lines: SameLines) -> float:
        """Return how many times as much as the reference's time the student's time grows, by the medians."""
        small, large = (statistics.median(self._theirs[id]) for id in (lines.small, lines.large))
        fewer, more = (statistics.median(self._ours[id]) for id in (lines.small, lines.large))
        return (large - min(small, START + TIMES * fewer)) / max(more - fewer, LEAST)


BY_THE_CLOCK = "Judged by the judge's clock on inputs of this run, since a file counts its own lines."
LIKE_A_LOOP = (
    'From "{small}" to "{large}" its time grows as for a loop over what is larger there: '
    f"more than {AT_MOST} times as much as the reference's. {BY_THE_CLOCK}"
)
AT_WORK = "While it was timed on inputs of this run, which were drawn anew, a result was not right."
