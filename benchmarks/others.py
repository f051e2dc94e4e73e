"""Measure how many submissions of exercise-3 are graded in a second by this tool, by otter-grader and by nbgrader, as from PyPI.

`learn`: the judge of class.py in two processes, contained, hidden checks and the quiz included, on `--count` submissions in
memory.
`otter-grader`: `otter.api.grade_submission` in two processes, its documented way without containers, and what `otter run` does
after it has started; a notebook that holds the student's source, and an archive with a test for each check that calls the
function.
`nbgrader`: `NbGraderAPI.autograde` in one process, for it does not grade in parallel; what `nbgrader autograde` does after it has
started; the notebook that it released, with the student's source filled in, and a graded cell for each check.
`nbgrader-twice`: the same in two processes, with half the class in a course and a gradebook of its own each.

The others grade `--others-count` submissions, the first ones of such a class, half of them right. Their tests are the calls and
comparisons of `pytest -n 2` in class.py, hidden cases included; the quiz is left out for them. These tests call by keyword and
want the very dtype of the reference, which the judge does not, so right submissions that fail them are passed over. Neither
grader confines what a student wrote; both start a kernel for each notebook. All processes have imported their grader and have
graded before; NumPy computes in one thread. One that ends, or loses a kernel, is measured no more; what it had done until then
is printed.

Every run is checked: right submissions earn all points and wrong ones do not, or it is not measured. The others are installed
into an environment of their own, with pinned versions; `--environment` keeps it. All work in turn, A B A B, and rates are
compared within a round.
"""

import argparse
import importlib
import importlib.metadata
import json
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from classroom import classroom
from grade_cold import TEST_FILE, test_cases
from pairs import Rounds, show_rates, time_in_turn

from grader.course.loader import Course, LoadedQuestion, open_course
from grader.course.model import CodeQuestion
from grader.judging.plain import grade_submission
from grader.results import Status
from grader.runner.pool import Pool
from grader.workspace.folder import Submission
from grader.workspace.render import stub_name

measured = importlib.import_module("class")  # a keyword, so it cannot stand in an import statement
LEARN = "learn"
OTHERS = {"otter-grader": 2, "nbgrader": 1, "nbgrader-twice": 2}  # in how many processes
LOG = "log"
AIM = 75
PROGRAM = Path(__file__).with_name("other_graders.py")
PINNED = (
    "otter-grader==7.0.0",
    "nbgrader==0.9.6",
    "ipykernel==7.4.0",
    "jupyter-client==8.10.0",
    "nbclient==0.11.0",
    "nbconvert==7.17.2",
    f"numpy=={importlib.metadata.version('numpy')}",  # as on our side
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=200, help="how many submissions `learn` judges (default: 200)")
    parser.add_argument("--others-count", type=int, default=12, help="how many the others grade (default: 12)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each runs (default: 3)")
    parser.add_argument("--only", nargs="*", choices=OTHERS, default=[*OTHERS], help="what to measure beside")
    parser.add_argument("--environment", type=Path, metavar="DIR", help="where the others are, or will be, installed")
    arguments = parser.parse_args()
    course = open_course()
    exercise = course.exercise(measured.EXERCISE)
    submissions = [*classroom(course, exercise, arguments.count)]
    module = checks(course, submissions[0])
    sample = sample_of(module, classroom(course, exercise, 4 * arguments.others_count + 50), arguments.others_count)
    counts = {LEARN: arguments.count, **dict.fromkeys(arguments.only, len(sample))}
    must_tell_apart(LEARN, judged(course, sample))
    with ExitStack() as stack:
        work = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        contenders: dict[str, Callable[[], object]] = {LEARN: measured.judges(stack, submissions)}
        if arguments.only:
            python = installed(arguments.environment or work / "environment")
            contenders |= begun(
                {name: partial(others, stack, python, work, name, module, sample) for name in arguments.only}
            )
        rounds = time_in_turn(contenders, arguments.rounds, given_up=Ended)
    show(each(rounds, counts), arguments.only)


def installed(folder: Path) -> Path:
    """Return the Python of an environment that has the others, after making it if it is not there."""
    python, stamp, pins = folder / "bin" / "python", folder / "pinned.txt", "\n".join(PINNED)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != pins:
        print(f"Installing {' and '.join(PINNED[:2])} …", file=sys.stderr)
        venv.create(folder, with_pip=True)
        command = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PINNED]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"could not install the others:\n{done.stderr[-2000:]}")
        stamp.write_text(pins, encoding="utf-8")
    return python.absolute()


def checks(course: Course, submission: Submission) -> str:
    """Return a module with the cases of the ordinary test file, and `check`, which is its test."""
    loaded, question = code_question(submission)
    text, _, _ = TEST_FILE.partition('@pytest.mark.parametrize(("function", "file"')
    for old, new in NO_PYTEST.items():
        if old not in text:
            sys.exit(f"the ordinary test file has no {old!r} any more")
        text = text.replace(old, new)
    cases = "\n".join(test_cases(loaded, question, hidden=True))
    return text.format(solutions=str(course.root / "solutions"), cases=cases, properties="", answers="")


def sample_of(module: str, submissions: Iterator[Submission], count: int) -> list[Submission]:
    """Return the first submissions that these checks judge as the class was made, as many wrong ones as right ones."""
    tests: dict[str, Any] = {}
    exec(module, tests)
    found: dict[bool, list[Submission]] = {True: [], False: []}
    for submission in submissions:
        sort = found[is_right(submission.label)]
        if len(sort) < count // 2 and passes(tests, submission) is is_right(submission.label):
            sort.append(submission)
    sample = [submission for pair in zip(*found.values(), strict=False) for submission in pair]
    if not sample or len(sample) != count:
        sys.exit(f"cannot choose {count} submissions, half of them right: there are {len(sample)}")
    return sample


def passes(tests: dict[str, Any], submission: Submission) -> bool:
    """Return whether a submission passes all checks of the module, in this process."""
    _, question = code_question(submission)
    student: dict[str, Any] = {}
    exec(source(submission), student)
    try:
        for case in tests["CASES"]:
            tests["check"](student[question.function], *case)
    except Exception:
        return False
    return True


def is_right(student: str) -> bool:
    """Return whether the class was made with a right submission of this student: every second one, the first being right."""
    return int(student.rpartition("-")[2]) % 2 == 0


def code_question(submission: Submission) -> tuple[LoadedQuestion, CodeQuestion]:
    """Return the only question of the exercise that asks for code."""
    ((loaded, question),) = (
        (loaded, loaded.question)
        for _, loaded in submission.exercise.questions
        if isinstance(loaded.question, CodeQuestion)
    )
    return loaded, question


def source(submission: Submission) -> bytes:
    """Return what the student wrote for that question."""
    loaded, _ = code_question(submission)
    data = submission.files[stub_name(loaded)]
    assert isinstance(data, bytes)
    return data


class Ended(SystemExit):
    """A grader has ended, or tells right from wrong no more, as when it loses a kernel: what it does then is not measured."""


@dataclass(frozen=True, slots=True)
class Grader:
    """A process of another grader, which works in a folder of its own; what it says besides scores goes to a file there."""

    name: str
    folder: Path
    process: subprocess.Popen[str]

    def ask(self) -> None:
        """Have it grade its share."""
        assert self.process.stdin is not None
        with suppress(BrokenPipeError):  # it has ended, which `hear` says
            self.process.stdin.write("grade\n")

    def hear(self) -> str:
        """Return the next line that it says. Raises Ended, with the end of its log, if it says no more."""
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            log = (self.folder / LOG).read_text(encoding="utf-8", errors="replace")
            raise Ended(f"{self.name} ended:\n{log[-3000:]}")
        return line

    def end(self) -> None:
        """Let it end, and wait until it has."""
        with suppress(BrokenPipeError):
            self.process.communicate()


def begun(starts: dict[str, Callable[[], Callable[[], object]]]) -> dict[str, Callable[[], object]]:
    """Return the graders that could be started; of the others, say why."""
    contenders = {}
    for name, start in starts.items():
        try:
            contenders[name] = start()
        except Ended as ended:
            print(ended, file=sys.stderr)
    return contenders


def others(
    stack: ExitStack, python: Path, work: Path, name: str, module: str, submissions: list[Submission]
) -> Callable[[], object]:
    """Start the processes of another grader, each with its share of the submissions; return what has them grade everything."""
    size = -(-len(submissions) // OTHERS[name])
    graders = [
        start(python, work / f"{name}-{at}", name, module, submissions[at : at + size])
        for at in range(0, len(submissions), size)
    ]
    for grader in graders:
        stack.callback(grader.end)
    for grader in graders:
        grader.hear()

    def run() -> None:
        for grader in graders:
            grader.ask()
        scores: dict[str, list[float]] = {}
        for grader in graders:
            scores.update(json.loads(grader.hear()))
        if len(scores) != len(submissions):
            raise Ended(f"{name} graded {len(scores)} submissions of {len(submissions)}")
        must_tell_apart(name, scores)

    return run


def start(python: Path, folder: Path, name: str, module: str, submissions: list[Submission]) -> Grader:
    """Start a process of another grader in a new folder that holds the submissions and the checks."""
    (folder / "handed_in").mkdir(parents=True)
    (folder / "checks.py").write_text(module, encoding="utf-8")
    for submission in submissions:
        (folder / "handed_in" / f"{submission.label}.py").write_bytes(source(submission))
    with (folder / LOG).open("wb") as log:
        process = subprocess.Popen(
            [str(python), "-P", str(PROGRAM), name, str(folder)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            bufsize=1,
            env=surroundings(python, folder),
        )
    return Grader(name, folder, process)


def surroundings(python: Path, home: Path) -> dict[str, str]:
    """Return environment variables without what this user has set for Python, Jupyter and IPython."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PYTHON", "JUPYTER", "IPYTHON", "PYTEST"))
    }
    threads = {f"{library}_NUM_THREADS": "1" for library in ("OPENBLAS", "OMP", "MKL")}
    return {**kept, **threads, "HOME": str(home), "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}


def judged(course: Course, submissions: list[Submission]) -> dict[str, list[float]]:
    """Return how many checks of its code each submission passes by our own judge, and how many there are."""
    scores: dict[str, list[float]] = {}
    with Pool() as pool:
        for submission in submissions:
            report = grade_submission(course, submission, pool, measured.OPTIONS)
            (code,) = (question for question in report.questions if question.kind == "code")
            passed = sum(check.status is Status.PASSED for check in code.checks)
            scores[submission.label] = [passed, len(code.checks)]
    return scores


def must_tell_apart(name: str, scores: dict[str, list[float]]) -> None:
    """Raise Ended unless all right submissions have earned everything, and no other one."""
    for student, (points, possible) in scores.items():
        if not possible or (points == possible) != is_right(student):
            sort = "right" if is_right(student) else "wrong"
            raise Ended(f"{name} gives {points:g} points of {possible:g} to {student}, who is {sort}")


def each(rounds: Rounds, counts: dict[str, int]) -> Rounds:
    """Return the seconds for one submission instead of those for all that a contender had."""
    return Rounds({name: [s / counts[name] for s in seconds] for name, seconds in rounds.seconds.items() if seconds})


def show(rounds: Rounds, names: list[str]) -> None:
    """Print the rates, and how many times another grader's rate ours is, with its spread."""
    show_rates(rounds, 1, "submissions")
    for name in names:
        if name not in rounds.seconds:
            print(f"{LEARN} / {name}: nothing was measured, for it ended")
            continue
        ratios = rounds.ratios(name, LEARN)
        spread = f"{ratios[0]:.1f} to {ratios[-1]:.1f} in {len(ratios)} rounds"
        print(f"{LEARN} / {name}: {rounds.ratio(name, LEARN):.1f} ({spread}; at least {AIM})")


# The ordinary test file as a module that needs no pytest.
NO_PYTEST = {
    "import pytest\n": "",
    '@pytest.mark.parametrize(("function", "reference", "case", "arguments"), CASES)\n': "",
    "def test_code(function": "def check(student, function",
    "    student = getattr(__import__(function), function)\n": "",
}


if __name__ == "__main__":
    main()
