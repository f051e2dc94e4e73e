"""Measure `learn grade CLASS` from a small class to a large one: time a submission, memory of the main process, size of the gradebook.

Both must be flat. Each class is written by classroom.py, every submission different, and graded into a fresh gradebook by the whole
command, start included, which weighs on the smallest. `--hostile` makes each tenth an endless loop, a memory hog or a fork bomb.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from classroom import classroom, write
from pairs import learn_command

from grader.course.loader import open_course


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--exercise", default="exercise-1", help="default: exercise-1, a quiz")
    parser.add_argument("--counts", type=int, nargs="*", default=[100, 1_000, 10_000], help="sizes of the classes")
    parser.add_argument("--hostile", action="store_true", help="make each tenth an attack")
    parser.add_argument("--gradebook", help="the URL of an empty database instead of a file; for one count only")
    arguments = parser.parse_args()
    print(f"{arguments.exercise}: submissions, ms each, MB at most in the main process, kB of gradebook each")
    for count in arguments.counts:
        with tempfile.TemporaryDirectory() as temporary:
            measure(arguments, count, Path(temporary))


def measure(arguments: argparse.Namespace, count: int, folder: Path) -> None:
    course = open_course()
    exercise = course.exercise(arguments.exercise)
    for submission in classroom(course, exercise, count, named=True, hostile=arguments.hostile):
        write(course, submission, folder / "class" / submission.label)
    book = folder / "grades.db"
    command = [*learn_command(), "grade", str(folder / "class"), "--gradebook", arguments.gradebook or str(book)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"learn grade ended with {os.waitstatus_to_exitcode(status)}")
    size = f"{book.stat().st_size / count / 1000:8.1f}" if book.exists() else "       –"
    print(f"{count:8,} {seconds / count * 1000:8.2f} {usage.ru_maxrss / 1000:8.0f} {size}", flush=True)


if __name__ == "__main__":
    main()
