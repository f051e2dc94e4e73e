"""The lines of a student's file that run are counted: a loop over what grows shows, whatever it is written as."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from grader.course.loader import Course
from grader.course.model import CodeQuestion, SameLines
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.results import CheckResult, Status
from grader.runner.child import Returned
from grader.runner.pool import CAN_FORK, Pool
from grader.runner.wire import Integer
from grader.workspace.folder import Submission

RIGHT = "return np.correlate(x, w) + bias"
HEAD = "import numpy as np\ndef slide(x, w, bias=0):\n    "

Judge = Callable[..., CheckResult]


@pytest.fixture
def judge(tiny: Course, pool: Pool) -> Judge:
    def judge(body: str, *, slack: int = 0) -> CheckResult:
        exercise = tiny.exercise("second")
        item, loaded = exercise.questions[0]
        assert isinstance(loaded.question, CodeQuestion)
        lines = SameLines(small="symmetric", large="real numbers", slack=slack)
        loaded = replace(loaded, question=loaded.question.model_copy(update={"lines": lines}))
        exercise = replace(exercise, questions=((item, loaded),))
        submission = Submission("s", exercise, None, {"slide.py": (HEAD + body).encode()})
        grading = open_submission(tiny, submission, pool, Options())
        (planned,) = grading.questions
        result = next(grading.judge(planned, check) for check in planned.checks if check.id == "number of lines")
        grading.finish(planned)
        return result

    return judge


NO_LOOPS = {
    "one line": RIGHT,
    "a loop over the kernel": "n = len(x) - len(w) + 1\n    y = np.zeros(n) + bias\n    for k in range(len(w)):\n        y += w[k] * x[k : k + n]\n    return y",
}
LOOPS = {
    "a loop": "y = np.zeros(len(x) - len(w) + 1)\n    for i in range(len(y)):\n        y[i] = x[i : i + len(w)] @ w + bias\n    return y",
    "a loop in one line": "y = np.zeros(len(x) - len(w) + 1)\n    for i in range(len(y)): y[i] = x[i : i + len(w)] @ w + bias\n    return y",
    "a comprehension": "return np.array([x[i : i + len(w)] @ w for i in range(len(x) - len(w) + 1)]) + bias",
    "a generator": "return np.fromiter((x[i : i + len(w)] @ w for i in range(len(x) - len(w) + 1)), float) + bias",
    "map": "return np.array(list(map(lambda i: x[i : i + len(w)] @ w, range(len(x) - len(w) + 1)))) + bias",
    "vectorize": "return np.vectorize(lambda i: x[i : i + len(w)] @ w)(np.arange(len(x) - len(w) + 1)) + bias",
}


@pytest.mark.parametrize("body", NO_LOOPS.values(), ids=NO_LOOPS)
def test_no_more_lines_for_a_larger_case(judge: Judge, body: str) -> None:
    check = judge(body)

    assert check.status is Status.PASSED
    assert check.score == check.max_score > 0
    assert ' lines run. "real numbers" takes ' in check.message
    assert check.message.endswith(" ms.")


@pytest.mark.parametrize("body", LOOPS.values(), ids=LOOPS)
def test_a_loop_over_what_grows_is_found(judge: Judge, body: str) -> None:
    check = judge(body)

    assert (check.status, check.score) == (Status.FAILED, 0)
    assert check.message.startswith('For "real numbers" ')
    assert check.message.endswith(" Some loop of yours goes over what is larger there.")


def test_slack_allows_a_few_lines_more(judge: Judge) -> None:
    assert judge(LOOPS["a loop"], slack=10).status is Status.PASSED


def test_a_wrong_result_is_not_counted(judge: Judge) -> None:
    check = judge("return np.zeros(len(x) - len(w) + 1)")

    assert (check.status, check.message) == (Status.NOT_RUN, 'Not run: "symmetric" is not right yet.')


def test_code_that_cannot_be_used_is_not_counted(judge: Judge) -> None:
    check = judge("return )")

    assert (check.status, check.message) == (Status.NOT_RUN, "Not run: slide.py could not be used.")


def test_a_failure_while_counting_is_told(judge: Judge) -> None:
    check = judge("import sys\n    assert sys.gettrace() is None, 'no'\n    return np.correlate(x, w) + bias")

    assert check.status is Status.FAILED
    assert check.message.startswith('While its lines were counted for "symmetric": AssertionError: no')


@pytest.mark.parametrize("forks", [*([True] if CAN_FORK else []), False])
def test_a_count_comes_with_the_result(forks: bool) -> None:
    with Pool(forks=forks) as pool:
        child = pool.child(512_000_000)
        child.load(b"def f(n):\n    for _ in range(n):\n        pass\n    return n\n", "f.py", "f", 30.0)

        assert child.call([3], [], 30.0, 0, count=True) == Returned(Integer(3), (), 9)
        assert child.call([3], [], 30.0, 0) == Returned(Integer(3), ())
