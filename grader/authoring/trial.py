"""Hand in for a question, and have the real judge say what it is worth: the untouched files, then the right answers."""

from collections.abc import Iterator, Mapping
from typing import Any, assert_never

from grader.authoring.answers import spelled_out
from grader.authoring.findings import Finding, Places, from_error
from grader.course.companions import property_id
from grader.course.loader import Course, Exercise, LoadedQuestion
from grader.course.model import (
    LINES_CHECK,
    ChoiceQuestion,
    CodeQuestion,
    ExerciseModel,
    FormulaQuestion,
    Item,
    MatchQuestion,
    NumberQuestion,
    OrderQuestion,
)
from grader.course.variants import example_variant
from grader.errors import CourseError
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.results import CheckResult, Status
from grader.runner.pool import Pool
from grader.workspace.folder import Submission
from grader.workspace.render import ANSWERS, render_answers, render_stub, stub_name

SALT = "check"


def trial_findings(course: Course, loaded: LoadedQuestion, pool: Pool, places: Places) -> Iterator[Finding]:
    """Find checks that pass untouched, and checks that the right answer does not pass."""
    exercise = alone(loaded)
    try:
        untouched, solved = _files(course, exercise, loaded)
    except CourseError as error:
        yield from from_error(error, course.root, "template")
        return
    for check in _judged(course, exercise, untouched, pool):
        if check.status in (Status.PASSED, Status.ERROR):
            message = f'"{check.id}" passes as it is handed out: ask for something that is not there yet'
            if check.status is Status.ERROR:
                message = f'"{check.id}" cannot be judged: {check.message}'
            yield places.at(_place(loaded, check), "stub-passes" if check.status is Status.PASSED else "judge", message)
    for check in _judged(course, exercise, solved, pool):
        if check.status is not Status.PASSED:
            message = f'"{check.id}" is judged {check.status} for the right answer: {check.message.splitlines()[0]}'
            code = "judge" if check.status is Status.ERROR else "right-fails"
            yield places.at(_place(loaded, check), code, message)


def alone(loaded: LoadedQuestion) -> Exercise:
    """Return an exercise that asks one question."""
    item = Item(question=loaded.key, points=1)
    model = ExerciseModel(format=1, title="Check", summary="Check", questions=[item])
    return Exercise("check", model, ((item, loaded),), "")


def _files(course: Course, exercise: Exercise, loaded: LoadedQuestion) -> tuple[dict[str, bytes], dict[str, bytes]]:
    if isinstance(loaded.question, CodeQuestion):
        assert loaded.reference is not None
        name = stub_name(loaded)
        return {name: render_stub(course, loaded).encode()}, {name: loaded.reference.read_bytes()}
    sheets = [render_answers(course, exercise, None, given) for given in ({}, {loaded.id: right_answers(loaded)})]
    return {ANSWERS: sheets[0].encode()}, {ANSWERS: sheets[1].encode()}


def right_answers(loaded: LoadedQuestion) -> object:
    """Return what belongs on the answer sheet, for the example."""
    question = loaded.question
    match question:
        case NumberQuestion():
            values = example_variant(question)
            return {name: str(ask.answer.evaluate(values)) for name, ask in question.asks.items()}
        case FormulaQuestion():
            return {name: spelled_out(ask.answer, question.where) for name, ask in question.asks.items()}
        case ChoiceQuestion():
            return [letter for letter, option in question.options.items() if option.right]
        case MatchQuestion():
            return {name: pair.answer for name, pair in question.pairs.items()}
        case OrderQuestion():
            return question.answer
        case CodeQuestion():
            return None
    assert_never(question)


def _judged(course: Course, exercise: Exercise, files: Mapping[str, bytes], pool: Pool) -> Iterator[CheckResult]:
    submission = Submission("check", exercise, None, files)
    grading = open_submission(course, submission, pool, Options(hidden=True, salt=SALT))
    for planned in grading.questions:
        for check in planned.checks:
            yield grading.judge(planned, check)
        grading.finish(planned)


def _place(loaded: LoadedQuestion, check: CheckResult) -> tuple[Any, ...]:
    question = loaded.question
    match question:
        case NumberQuestion() | FormulaQuestion():
            return ("asks", check.id)
        case ChoiceQuestion():
            return ("options",)
        case MatchQuestion():
            return ("pairs",)
        case OrderQuestion():
            return ("answer",)
        case CodeQuestion():
            ids = [case.id for case in question.cases]
            laws = [property_id(name) for name in question.properties]
            if check.id == LINES_CHECK:
                return ("lines",)
            return ("cases", ids.index(check.id)) if check.id in ids else ("properties", laws.index(check.id))
    assert_never(question)
