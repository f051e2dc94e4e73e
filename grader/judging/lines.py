"""Judge how many lines of a student's file run for a small and for a large input: a loop over what grows shows there.

Counted, not timed: a count is the same on every machine. But the child counts for itself, so strangers are judged by `growth`.
"""

import time
from collections.abc import Callable

from grader.course.model import SameLines
from grader.judging.calls import Calls
from grader.judging.failures import described, failed
from grader.judging.oracle import Oracle
from grader.judging.student import StudentCode
from grader.results import Category, Status, Verdict
from grader.runner.child import Returned

TIMED = 3  # calls, of which the fastest is shown


def judge_lines(lines: SameLines, calls: Calls, student: StudentCode, oracle: Oracle, name: str) -> Verdict:
    """Compare the lines that run in two right calls, of the small and of the large case."""
    counts = []
    for id in (lines.small, lines.large):
        call = calls.draw(calls.case(id), 0)
        answer = student.call(call, oracle.expected(call), count=True)
        if isinstance(answer, Verdict):
            return answer
        if not isinstance(answer, Returned):
            verdict = described(answer, student.question)
            message = f'While its lines were counted for "{id}": {verdict.message}'
            return Verdict(Status.FAILED, message, category=verdict.category)
        counts.append(answer.lines or 0)
    small, large = counts
    if large > small + lines.slack:
        message = (
            f'For "{lines.large}" {large:,} lines of {name} run, for "{lines.small}" {small:,}.'
            " Some loop of yours goes over what is larger there."
        )
        return failed(message, Category.WRONG)
    ours = _fastest(lambda: oracle.computed(call))
    theirs = _fastest(lambda: student.call(call, oracle.expected(call)))
    message = f'{large:,} lines run. "{lines.large}" takes {theirs} ms, and the reference {ours} ms.'
    return Verdict(Status.PASSED, message, fraction=1.0)


def _fastest(work: Callable[[], object]) -> str:
    """Return the milliseconds of the fastest of some calls."""
    times = []
    for _ in range(TIMED):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return f"{1000 * min(times):.2g}"
