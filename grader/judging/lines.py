"""Judge how many lines of a student's file run for a small and for a large input: a loop over what grows shows there.

Counted, not timed; but by the child itself, so a stranger's count is advice and no more. The time is shown and not judged.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from grader.course.model import SameLines
from grader.judging.diagnose import Trial
from grader.judging.failures import described, failed
from grader.judging.oracle import Oracle
from grader.judging.student import StudentCode
from grader.results import Category, Status, Verdict
from grader.runner.child import Returned

TIMED = 3  # calls, of which the fastest is shown
ADVICE = "Advice without points, for the code counts its own lines: "


def judge_lines(
    lines: SameLines, trials: Mapping[str, Trial], student: StudentCode, oracle: Oracle, name: str
) -> Verdict:
    """Compare the lines that run in two right calls, the trials of the small and of the large case."""
    counts = []
    for id in (lines.small, lines.large):
        answer = student.call(trials[id].call, trials[id].expected, count=True)
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
    ours = _fastest(lambda: oracle.computed(trials[lines.large].call))
    theirs = _fastest(lambda: student.call(trials[lines.large].call, trials[lines.large].expected))
    message = f'{large:,} lines run. "{lines.large}" takes {theirs} ms, and the reference {ours} ms.'
    return Verdict(Status.PASSED, message, fraction=1.0)


def as_advice(verdict: Verdict) -> Verdict:
    """Return a verdict that says that it is not worth any points."""
    return replace(verdict, message=f"{ADVICE}{verdict.message}")


def _fastest(call: Callable[[], object]) -> str:
    """Return the milliseconds of the fastest of some calls."""
    times = []
    for _ in range(TIMED):
        began = time.perf_counter()
        call()
        times.append(time.perf_counter() - began)
    return f"{1000 * min(times):.2g}"
