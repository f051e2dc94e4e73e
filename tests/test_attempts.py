"""Attempts at the code questions, graded as students' are: right ones of every style, and every mistake made afresh and named."""

import ast
import functools
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.course.loader import Course, Exercise, LoadedQuestion
from grader.course.model import CodeQuestion
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.results import QuestionResult, Status
from grader.runner.isolation import Opening
from grader.runner.pool import Pool
from grader.workspace.folder import Submission

ATTEMPTS = sorted((Path(__file__).parent / "attempts").glob("*/*.py"))
RIGHT = [path for path in ATTEMPTS if not path.name.startswith("wrong_")]
WRONG = [path for path in ATTEMPTS if path.name.startswith("wrong_")]
QUESTIONS = sorted({path.parent.name for path in ATTEMPTS})


@pytest.fixture(scope="module")
def contained() -> Iterator[Pool]:
    """A pool as `learn grade` opens it."""
    with Opening() as opening:
        yield opening.pool()


@functools.cache
def asked_in(course: Course, question: str) -> tuple[Exercise, LoadedQuestion]:
    """Return the exercise that asks a question, with that question alone."""
    for name in course.exercise_ids():
        exercise = course.exercise(name, texts=False)
        for _, loaded in exercise.questions:
            if loaded.id == question:
                return exercise, loaded
    raise LookupError(question)


def grade(course: Course, pool: Pool, path: Path) -> QuestionResult:
    return grade_source(course, pool, path.parent.name, path.read_bytes())


def grade_source(course: Course, pool: Pool, question_id: str, source: bytes) -> QuestionResult:
    exercise, loaded = asked_in(course, question_id)
    submission = Submission("attempt", exercise, None, {f"{loaded.id}.py": source})
    options = Options(frozenset({loaded.id}), hidden=True, salt="salt")
    grading = open_submission(course, submission, pool, options)
    for planned in grading.questions:
        for check in grading.running(planned):
            grading.judge(planned, check)
    (question,) = grading.report().questions
    return question


# Exercises 7 and 8 ask for less that can be done in many ways.
LEAST = {"tell_apart": 6, "left_to_right": 5, "conv2d_fast": 6, "local2d_fast": 5}


def test_there_are_a_dozen_right_ones_for_each_question() -> None:
    counts = {question: sum(path.parent.name == question for path in RIGHT) for question in QUESTIONS}

    assert {question: count for question, count in counts.items() if count < LEAST.get(question, 12)} == {}


@pytest.mark.parametrize("question", LEAST)
def test_every_mistake_of_exercises_7_and_8_was_made_afresh(question: str, course: Course) -> None:
    model = asked_in(course, question)[1].question

    assert isinstance(model, CodeQuestion)
    made = {path.stem.removeprefix("wrong_") for path in WRONG if path.parent.name == question}
    assert made == set(model.misconceptions)


@pytest.mark.parametrize("name", ["exercise-2", "exercise-3", "exercise-4", "exercise-5", "exercise-6"])
def test_every_mistake_has_been_made_afresh_and_no_other(name: str, course: Course) -> None:
    made: dict[str, set[str]] = {}
    for path in WRONG:
        made.setdefault(path.parent.name, set()).add(path.stem.removeprefix("wrong_"))

    code = {q.id: q.question for _, q in course.exercise(name).questions if isinstance(q.question, CodeQuestion)}
    assert code
    assert {id: made.get(id) for id in code} == {id: set(question.misconceptions) for id, question in code.items()}


@pytest.mark.parametrize("path", ATTEMPTS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_an_attempt_stands_on_its_own(path: Path) -> None:
    """It imports NumPy and the standard library only, so it cannot call a reference or what a mistake's function gives."""
    imported = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add((node.module or "").split(".")[0])

    assert imported - sys.stdlib_module_names <= {"numpy"}


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_right_one_gets_full_marks(path: Path, course: Course, contained: Pool) -> None:
    question = grade(course, contained, path)

    assert [check.message for check in question.checks if check.status is not Status.PASSED] == []
    assert question.score == question.max_score


@pytest.mark.parametrize("path", WRONG, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_mistake_is_named(path: Path, course: Course, contained: Pool) -> None:
    name = path.stem.removeprefix("wrong_")

    question = grade(course, contained, path)
    model = asked_in(course, path.parent.name)[1].question

    assert question.score < question.max_score
    assert {check.misconception for check in question.checks if check.misconception} == {name}
    assert isinstance(model, CodeQuestion)
    first = next(check for check in question.checks if check.status is Status.FAILED)
    assert model.misconceptions[name].strip() in first.message


@pytest.mark.parametrize("layer", ["conv2d", "local2d"])
def test_loops_give_the_right_values_in_exercise_8_and_run_too_many_lines(
    layer: str, course: Course, contained: Pool
) -> None:
    loops = (Path(__file__).parent / "attempts" / layer / "loops.py").read_text(encoding="utf-8")

    question = grade_source(
        course, contained, f"{layer}_fast", loops.replace(f"def {layer}(", f"def {layer}_fast(").encode()
    )

    assert [check.id for check in question.checks if check.status is not Status.PASSED] == ["number of lines"]
