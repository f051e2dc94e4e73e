"""Record what was judged: a verdict as the result of a check, the results of all questions as a report."""

import math
from collections.abc import Iterable
from datetime import UTC, datetime

from grader import __version__
from grader.judging.checks import Check
from grader.results import Category, CheckResult, QuestionResult, Report, Status, Verdict
from grader.workspace.folder import Submission
from grader.workspace.packed import digest


def report_of(
    course: str, submission: Submission, isolation: str, questions: Iterable[QuestionResult], *, partial: bool = False
) -> Report:
    """Return the report of a submission that was judged now, with these results."""
    return Report(
        tool=__version__,
        course=course,
        exercise=submission.exercise.id,
        title=submission.exercise.model.title,
        student=submission.student,
        folder=submission.label,
        isolation=isolation,
        questions=tuple(questions),
        made_for=submission.student,
        attempt=submission.attempt,
        submission=digest(submission),
        graded_at=datetime.now(UTC).isoformat(timespec="seconds"),
        partial=partial,
    )


def not_judged(message: str) -> Verdict:
    """Return the verdict where something other than the submission is at fault."""
    return Verdict(Status.ERROR, message, category=Category.INTERNAL)


def result_of(check: Check, verdict: Verdict, seconds: float, limit: float = 1.0) -> CheckResult:
    """Return the result of a check: what it earned, and the verdict.

    Where it ran on inputs of the run, its time is told in whole `limit`s of seconds.
    """
    score = round(check.points * verdict.fraction)
    if check.hidden or check.anew:  # the code knows its input, and could say something about it by how long it takes
        seconds = math.ceil(seconds / limit) * limit
    return CheckResult(
        check.id,
        verdict.status,
        score,
        check.points,
        check.hidden,
        verdict.message,
        verdict.misconception,
        seconds,
        verdict.category,
        check.anew and verdict.status is Status.PASSED,
    )
