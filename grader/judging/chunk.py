"""Grade many submissions where nobody selects checks: the same judge and the same reports as in a pytest session, without its items."""

import contextlib
import sys
from collections.abc import Iterator, Sequence

from grader.course.loader import Course
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.results import Report
from grader.runner.pool import Pool
from grader.workspace.folder import Submission


def grade_chunk(course: Course, submissions: Sequence[Submission], pool: Pool, options: Options) -> Iterator[Report]:
    """Yield the report of each submission of strangers; raise UsageError for unknown questions, CourseError for a broken course."""
    for submission in submissions:
        grading = open_submission(course, submission, pool, options)
        with contextlib.redirect_stdout(sys.stderr):  # what a course's own code prints is no part of a report
            grading.judge_all()
        yield grading.report()
