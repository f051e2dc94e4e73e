"""Grade a submission of a class, where nobody selects checks: the same judge and the same report as by a pytest session."""

import contextlib
import sys

from grader.course.loader import Course
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.judging.recording import report_of
from grader.results import Category, CheckResult, QuestionResult, Report, Status
from grader.runner.pool import Pool
from grader.workspace.folder import Submission


def grade_submission(course: Course, submission: Submission, pool: Pool, options: Options) -> Report:
    """Return the report of a submission; raise UsageError for unknown questions, CourseError for a broken course."""
    grading = open_submission(course, submission, pool, options)
    with contextlib.redirect_stdout(sys.stderr):  # what a course's own code prints is no part of a report
        grading.judge_all()
    return grading.report()


def unjudged_report(course: str, submission: Submission, reason: str) -> Report:
    """Return a report in which no question could be judged; no file that was handed in is read for it."""
    questions = []
    for item, loaded in submission.exercise.questions:
        message = f"Could not be judged: {reason}"
        check = CheckResult("all", Status.ERROR, 0, item.points * 100, False, message, None, 0.0, Category.INTERNAL)
        question = loaded.question
        questions.append(QuestionResult(loaded.id, question.kind, question.title, item.points * 100, (check,)))
    return report_of(course, submission, "", questions)
