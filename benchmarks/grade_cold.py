"""Measure `learn grade exercise-3 exercise-4`, all solved, against plain pytest doing the same calls and comparisons.

Both are whole, cold processes, run in turn. `learn` grades two started folders: a process of its own runs the student's code, answers
are judged, a report is printed. The other side is what one would write without `learn`: a test file that imports the student's modules
into pytest's own process, loads the references by path, draws inputs of the same shapes with NumPy's generator, calls both functions
and compares shape, dtype, values and that the arguments stayed as they were; tries the properties of the course with the student's
functions; and compares the answers of the quiz with the right ones, which stand in it as literals. One test for each check, run by
plain `pytest -q`.

The solutions are in solved/; the answers and the test file are made from the course.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from pairs import learn_command, show_ratio, show_times, time_in_turn

from grader.course.cases import case_arguments
from grader.course.companions import properties_path
from grader.course.inputs import Input
from grader.course.loader import Course, Exercise, LoadedQuestion, open_course
from grader.course.model import Case, ChoiceQuestion, CodeQuestion, NumberQuestion
from grader.workspace import folder
from grader.workspace.render import ANSWERS, render_answers, stub_name

EXERCISES = ("exercise-3", "exercise-4")
SOLVED = Path(__file__).with_name("solved")
LIMIT = 0.85
LEARN, PLAIN = "learn grade", "plain pytest"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21, help="how often each command runs (default: 21)")
    parser.add_argument("--keep", type=Path, metavar="DIR", help="a new folder to work in, to look at afterwards")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        work = arguments.keep or Path(temporary)
        prepare(work)
        compare(work, arguments.rounds)


def compare(work: Path, rounds: int) -> None:
    checks, tests = count_passed_checks(work), count_passed_tests(work)
    if checks != tests:
        sys.exit(f"{checks} checks passed, but {tests} tests: these are not the same calls")
    print(f"Each side: {checks} checks, all passed\n")
    times = time_in_turn({LEARN: lambda: learn(work), PLAIN: lambda: plain(work)}, rounds)
    show_times(times)
    show_ratio(times, LEARN, PLAIN, LIMIT)


def learn(work: Path, *options: str) -> str:
    return run([*learn_command(), "grade", *EXERCISES, *options], work)


def plain(work: Path) -> str:
    return run([sys.executable, "-m", "pytest", "-q", "--rootdir=."], work / "plain")


def run(command: list[str], folder: Path) -> str:
    dropped = ("CI", "LEARN_COURSE", "LEARN_HIDDEN", "PYTEST_ADDOPTS", "PYTHONDONTWRITEBYTECODE")
    environment = {name: value for name, value in os.environ.items() if name not in dropped}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def count_passed_checks(work: Path) -> int:
    questions = [question for report in json.loads(learn(work, "--format", "json")) for question in report["questions"]]
    return sum(check["status"] == "passed" for question in questions for check in question["checks"])


def count_passed_tests(work: Path) -> int:
    return int(plain(work).splitlines()[-1].split(" passed")[0])


def prepare(work: Path) -> None:
    """Write the solved folders, and beside them the folder of the ordinary test file."""
    course = open_course()
    (work / "plain").mkdir(parents=True)
    cases: list[str] = []
    properties: list[str] = []
    answers: list[str] = []
    for exercise in map(course.exercise, EXERCISES):
        folder.start(course, exercise, work / exercise.id, None, force=False)
        given = right_answers(course, exercise)
        sheet = render_answers(course, exercise, None, given)
        (work / exercise.id / ANSWERS).write_text(sheet, encoding="utf-8")
        answers.extend(f"    ({name!r}, {answer!r}, {answer!r})," for name, answer in flat(given))
        for _, loaded in exercise.questions:
            if isinstance(loaded.question, CodeQuestion):
                solve(work / exercise.id / stub_name(loaded), work / "plain" / stub_name(loaded))
                cases.extend(test_cases(loaded, loaded.question, hidden=False))
                properties.extend(test_properties(loaded, loaded.question))
    text = test_file(course, cases, properties, answers)
    (work / "plain" / "test_exercises.py").write_text(text, encoding="utf-8")


def solve(*files: Path) -> None:
    for file in files:
        file.write_text((SOLVED / file.name).read_text(encoding="utf-8"), encoding="utf-8")


def right_answers(course: Course, exercise: Exercise) -> dict[str, object]:
    """Return every right answer of the quiz, as `render_answers` takes them."""
    answers: dict[str, object] = {}
    for _, loaded in exercise.questions:
        match loaded.question:
            case NumberQuestion() as question:
                values = course.values(loaded, None)
                answers[loaded.id] = {name: str(ask.answer.evaluate(values)) for name, ask in question.asks.items()}
            case ChoiceQuestion() as question:
                answers[loaded.id] = [letter for letter, option in question.options.items() if option.right]
    return answers


def flat(answers: dict[str, object]) -> Iterator[tuple[str, object]]:
    for question, given in answers.items():
        if isinstance(given, dict):
            yield from ((f"{question} {part}", int(number)) for part, number in given.items())
        else:
            yield question, given


def test_file(course: Course, cases: Iterable[str], properties: Iterable[str], answers: Iterable[str]) -> str:
    """Return an ordinary test file with these rows in its tables."""
    rows = {"cases": cases, "properties": properties, "answers": answers}
    tables = {name: "\n".join(lines) for name, lines in rows.items()}
    return TEST_FILE.format(solutions=str(course.root / "solutions"), **tables)


def test_cases(loaded: LoadedQuestion, question: CodeQuestion, *, hidden: bool) -> Iterator[str]:
    """Write the cases that `learn grade` runs as rows of the test file's table; with `hidden`, the hidden ones too."""
    cases = {case.id: case for case in question.cases}
    reference = f"{loaded.key}.py"
    for case in question.cases:
        if hidden or not case.hidden:
            written = ", ".join(
                f'"{name}": {draw(argument, f"{loaded.key}/{origin(case, name, cases).id}/{name}/0")}'
                for name, argument in case_arguments(case, cases).items()
            )
            yield f"    ({question.function!r}, {reference!r}, {case.id!r}, lambda: {{{written}}}),"


def test_properties(loaded: LoadedQuestion, question: CodeQuestion) -> Iterator[str]:
    """Write the properties that `learn grade` tries as rows of the test file's table."""
    assert loaded.reference is not None
    file = f"{loaded.key.split('/')[0]}/{properties_path(loaded.reference).name}"
    for name in question.properties:
        yield f"    ({question.function!r}, {file!r}, {name!r}),"


def origin(case: Case, name: str, cases: dict[str, Case]) -> Case:
    while name not in case.args and case.like is not None:
        case = cases[case.like]
    return case


def draw(argument: Input | float, key: str) -> str:
    """Write how an ordinary test draws an argument."""
    if not isinstance(argument, Input):
        return repr(argument)
    cast = "" if argument.dtype is None else f".astype({argument.dtype!r})"
    match argument.form:
        case "normal":
            return f"rng({key!r}).standard_normal({argument.shape}){cast}"
        case "integers":
            return f"rng({key!r}).integers({argument.bounds[0]}, {argument.bounds[1]}, {argument.shape}){cast}"
        case "zeros" | "ones":
            return f"np.{argument.form}({argument.shape}){cast}"
    sys.exit(f"{argument.text}: the test file does not know this form")


TEST_FILE = '''\
"""An ordinary test file: the student's modules against the references, in this process."""

import functools
import hashlib
import importlib.util
from pathlib import Path

import numpy as np
import pytest

SOLUTIONS = Path({solutions!r})

CASES = [
{cases}
]
PROPERTIES = [
{properties}
]
ANSWERS = [
{answers}
]


def rng(key):
    return np.random.default_rng(int.from_bytes(hashlib.sha256(key.encode()).digest()[:16], "little"))


class Draw:
    """What a property draws its inputs with."""

    def __init__(self, key):
        self.rng = rng(key)

    def normal(self, *shape):
        return self.rng.standard_normal(shape)

    def integers(self, low, high, *shape):
        return self.rng.integers(low, high, shape)

    def between(self, low, high):
        return int(self.rng.integers(low, high + 1))


@functools.cache
def load(path):
    spec = importlib.util.spec_from_file_location(path.replace("/", "_").removesuffix(".py"), SOLUTIONS / path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def allowed(right, factor):
    scale = np.abs(right).max(initial=0.0) or 1.0
    return factor * scale * (np.finfo(right.dtype).eps if right.dtype.kind == "f" else 0.0)


@pytest.mark.parametrize(("function", "reference", "case", "arguments"), CASES)
def test_code(function, reference, case, arguments):
    student = getattr(__import__(function), function)
    given, kept = arguments(), arguments()
    expected = getattr(load(reference), function)(**kept)
    actual = student(**given)
    assert actual.shape == expected.shape
    assert actual.dtype == expected.dtype
    np.testing.assert_allclose(actual, expected, rtol=0, atol=allowed(expected, 64))
    for name, value in given.items():
        np.testing.assert_array_equal(value, kept[name])


@pytest.mark.parametrize(("function", "file", "name"), PROPERTIES)
def test_property(function, file, name):
    student = getattr(__import__(function), function)
    law = getattr(load(file), name)(student, Draw(file + name))
    assert law.left.shape == law.right.shape
    equal = np.allclose(law.left, law.right, rtol=0, atol=allowed(law.right, 1024))
    assert equal == law.equal, law.says


@pytest.mark.parametrize(("question", "answer", "right"), ANSWERS)
def test_answer(question, answer, right):
    assert answer == right
'''


if __name__ == "__main__":
    main()
