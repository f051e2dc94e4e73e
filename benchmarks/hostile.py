"""Measure whether hostile submissions delay others by more than their own time-outs.

A class of exercise-3 is judged by one process, contained, once without hostile members and once with a tenth of them: an endless loop, a
memory hog and a fork bomb in turn. Each submission is timed by itself. `honest`: the same submissions in both classes; `next`: those
that come right after a hostile one, against the same ones in the class without. What a hostile one itself takes is shown, with what its
time-outs alone are: a function that ran into its limit twice is not called again.
"""

import argparse
import statistics
import time
from collections.abc import Sequence

from classroom import HOSTILE, classroom

from grader.course.loader import open_course
from grader.judging.checks import Options
from grader.judging.plain import grade_submission
from grader.results import Category, Report
from grader.runner.isolation import Opening
from grader.workspace.folder import Submission

EXERCISE = "exercise-3"
EVERY = 10  # one of so many is hostile


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=90, help="how many submissions (default: 90)")
    count = parser.parse_args().count
    course = open_course()
    exercise = course.exercise(EXERCISE)
    options = Options(hidden=True, salt="bench", untrusted=True)
    with Opening() as opening:
        pool = opening.pool(untrusted=True)

        def timed(submissions: Sequence[Submission]) -> list[tuple[float, Report]]:
            found = []
            for submission in submissions:
                began = time.perf_counter()
                report = grade_submission(course, submission, pool, options)
                found.append((time.perf_counter() - began, report))
            return found

        peaceful = [*classroom(course, exercise, count)]
        timed(peaceful[:EVERY])
        without, among = timed(peaceful), timed([*classroom(course, exercise, count, hostile=True)])
    show("honest", [(among[n][0], without[n][0]) for n in range(count) if n % EVERY != EVERY - 1])
    show("next", [(among[n][0], without[n][0]) for n in range(EVERY, count, EVERY)])
    for number, name in enumerate(HOSTILE):
        those = [among[n] for n in range(EVERY - 1, count, EVERY) if n // EVERY % len(HOSTILE) == number]
        if those:
            seconds, own = statistics.median(s for s, _ in those), statistics.median(time_outs(r) for _, r in those)
            print(f"{name:<7} {1000 * seconds:8.0f} ms itself, time-outs {1000 * own:.0f} ms of them")


def show(name: str, pairs: Sequence[tuple[float, float]]) -> None:
    """Print the median times among hostile ones and without, and the median of their ratios."""
    among, without = (1000 * statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(a / b for a, b in pairs)
    print(f"{name:<7} {among:8.1f} ms among hostile ones, {without:.1f} ms without: {ratio:.2f}")


def time_outs(report: Report) -> float:
    """Return how many seconds the checks took that ran into their limit."""
    return sum(check.seconds for check in report.checks if check.category is Category.TIMEOUT)


if __name__ == "__main__":
    main()
