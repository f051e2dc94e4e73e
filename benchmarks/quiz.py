"""Measure how many submissions of a quiz are judged in a second by one core, from answer sheets in memory.

`judged`: from the files of a submission to its report. `as in a class`: from the packed submission that a worker gets to the JSON that
it sends back. Half of the sheets are right, half have every second answer wrong; each is another. What is counted is the processor's
time of the one process, so that others on the machine matter less; collecting garbage is included.
"""

import argparse
import json
import time

from classroom import classroom
from pairs import time_in_turn

from grader.course.loader import open_course
from grader.judging.checks import Options
from grader.judging.plain import grade_submission
from grader.reports.json import report_object
from grader.runner.pool import Pool
from grader.workspace.packed import pack, unpack

AIM = 5_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercise", default="exercise-1", help="an exercise without code (default: exercise-1)")
    parser.add_argument("--count", type=int, default=1000, help="how many submissions (default: 1000)")
    parser.add_argument("--rounds", type=int, default=11, help="how often each runs (default: 11)")
    arguments = parser.parse_args()
    course = open_course()
    exercise = course.exercise(arguments.exercise, texts=False)
    submissions = [*classroom(course, course.exercise(arguments.exercise), arguments.count)]
    packed = [*map(pack, submissions)]
    options = Options(hidden=True, salt="bench", untrusted=True)
    with Pool(forks=False) as pool:  # starts nothing, where no function is called

        def judged() -> None:
            for submission in submissions:
                grade_submission(course, submission, pool, options)

        def as_in_a_class() -> None:
            for data in packed:
                report = grade_submission(course, unpack(data, lambda _: exercise), pool, options)
                json.dumps(report_object(report))

        contenders = {"judged": judged, "as in a class": as_in_a_class}
        rounds = time_in_turn(contenders, arguments.rounds, time.process_time)
    for name, seconds in rounds.seconds.items():
        low, median, high = (arguments.count / s for s in (max(seconds), rounds.median(name), min(seconds)))
        aim = f"; at least {AIM:,}" if name == "judged" else ""
        print(f"{name:14}{median:7,.0f} submissions a second and core ({low:,.0f} to {high:,.0f}{aim})")


if __name__ == "__main__":
    main()
