"""Measure what naming the mistake costs: `learn grade -q conv2d` of wrong submissions against that of a right one.

All are whole, cold processes, run in turn. The wrong ones turn the kernel (one mistake), turn it and forget the bias (two together), and
double every number (no mistake that is known, so that every pair is tried). Each is also graded in one process, where nothing is
started or imported: what is left then is calling, judging and searching.
"""

import argparse
import subprocess
import tempfile
from pathlib import Path

from pairs import learn_command, show_ratio, show_times, time_in_turn

from grader.course.loader import Exercise, open_course
from grader.judging.grading import Options, open_submission
from grader.results import QuestionResult
from grader.runner.levels import Level
from grader.runner.pool import Pool
from grader.workspace.folder import Submission, start

LIMIT = 1.5
RIGHT = "right"
SOURCE = """
import numpy as np

def conv2d(x, w, b, stride=1, pad=0):
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijdab,abdc->nijc", windows, KERNEL) + BIAS
"""
CONTENDERS = {
    RIGHT: ("w", "b"),
    "one mistake": ("w[::-1, ::-1]", "b"),
    "two mistakes": ("w[::-1, ::-1]", "0"),
    "unknown mistake": ("2 * w", "2 * b"),
}
NAMED = {RIGHT: None, "one mistake": "flipped", "two mistakes": "flipped+bias_ignored", "unknown mistake": None}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=11, help="how often each is graded (default: 11)")
    rounds = parser.parse_args().rounds
    course = open_course()
    exercise = course.exercise("exercise-3")
    with tempfile.TemporaryDirectory() as work, Pool(Level.NONE) as pool:
        for name in CONTENDERS:
            start(course, exercise, Path(work, name), None, force=False)
            Path(work, name, "conv2d.py").write_bytes(source(name))
            named = {check.misconception for check in judge(exercise, pool, name).checks} - {None}
            assert named == ({NAMED[name]} - {None}), named
        command = [*learn_command(), "grade", "-q", "conv2d"]
        whole = time_in_turn({name: lambda name=name: run([*command, name], work) for name in CONTENDERS}, rounds)
        inside = time_in_turn({name: lambda name=name: judge(exercise, pool, name) for name in CONTENDERS}, rounds)
    for title, times in (("Whole processes", whole), ("In one process", inside)):
        print(f"{title}:")
        show_times(times)
        for name in [name for name in CONTENDERS if name != RIGHT]:
            show_ratio(times, name, RIGHT, LIMIT)
        print()


def source(name: str) -> bytes:
    kernel, bias = CONTENDERS[name]
    return SOURCE.replace("KERNEL", kernel).replace("BIAS", bias).encode()


def run(command: list[str], work: str) -> None:
    subprocess.run(command, cwd=work, capture_output=True, check=False, timeout=100)


def judge(exercise: Exercise, pool: Pool, name: str) -> QuestionResult:
    submission = Submission(name, exercise, None, {"conv2d.py": source(name)})
    grading = open_submission(open_course(), submission, pool, Options(frozenset({"conv2d"})))
    for planned in grading.questions:
        for check in grading.running(planned):
            grading.judge(planned, check)
    (question,) = grading.report().questions
    return question


if __name__ == "__main__":
    main()
