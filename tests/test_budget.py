"""One budget of time for a submission: no file and no call of it stops a class, however it ends."""

import time
from collections.abc import Callable

import pytest

from grader.course.loader import Course
from grader.judging import budget
from grader.judging.budget import Budget, budget_for
from grader.judging.checks import Options
from grader.judging.grading import open_submission
from grader.results import Category, Report, Status
from grader.runner.pool import Pool
from grader.workspace.folder import Submission

SPENT = "Loading the files and all calls together took the 2 seconds that a submission has. The rest is not run."
NOT_RUN = "Not run: the time of this submission is spent."
QUESTIONS = ("dense_parameters", "local_parameters", "conv_parameters")

HandIn = Callable[[str], Report]


@pytest.fixture
def hand_in(course: Course, pool: Pool, monkeypatch: pytest.MonkeyPatch) -> HandIn:
    """Hand in one source for the three functions of exercise-2, with two seconds for all of them."""
    monkeypatch.setattr(budget, "LEAST", 2.0)
    monkeypatch.setattr(budget, "MOST", 2.0)

    def run(source: str) -> Report:
        files = {f"{name}.py": source.replace("FUNCTION", name).encode() for name in QUESTIONS}
        submission = Submission("s", course.exercise("exercise-2", texts=False), None, files)
        options = Options(frozenset(QUESTIONS), hidden=True, untrusted=True)
        grading = open_submission(course, submission, pool, options)
        grading.judge_all()
        return grading.report()

    return run


WASTERS = {
    "sleeps while loading and in each call, and exits": (
        "import os, time\ntime.sleep(0.4)\ndef FUNCTION(*args):\n    time.sleep(0.4)\n    os._exit(0)\n"
    ),
    "sleeps while loading, and every load crashes in a call": (
        "import os, time\ntime.sleep(0.4)\ndef FUNCTION(*args):\n    os.abort()\n"
    ),
    "sleeps in each call": "import time\ndef FUNCTION(*args):\n    time.sleep(0.3)\n    return 1\n",
    "never ends": "def FUNCTION(*args):\n    while True:\n        pass\n",
    "sleeps in each call and raises": (
        "import time\ndef FUNCTION(*args):\n    time.sleep(0.3)\n    raise ValueError\n"
    ),
}


@pytest.mark.parametrize("source", WASTERS.values(), ids=WASTERS)
def test_when_the_budget_is_spent_the_rest_is_not_run(source: str, hand_in: HandIn) -> None:
    began = time.monotonic()
    report = hand_in(source)
    seconds = time.monotonic() - began

    told = [check for check in report.checks if check.message == SPENT]
    assert [(check.status, check.category) for check in told] == [(Status.FAILED, Category.TIMEOUT)]
    assert all(check.message == NOT_RUN for check in report.questions[-1].checks)
    assert {check.status for check in report.checks} <= {Status.FAILED, Status.NOT_RUN}
    assert report.score == 0
    assert seconds < 2 + 5


def test_work_between_the_calls_counts(hand_in: HandIn) -> None:
    """Threads that compute while the judge is at work take processor time, and that is what is counted."""
    source = (
        "import threading\n"
        "def burn():\n    while True:\n        pass\n"
        "for _ in range(4):\n    threading.Thread(target=burn, daemon=True).start()\n"
        "def FUNCTION(*args):\n    import time\n    time.sleep(0.1)\n    return 1\n"
    )

    assert SPENT in {check.message for check in hand_in(source).checks}


def test_a_quick_submission_after_a_wasteful_one_has_all_its_time(hand_in: HandIn) -> None:
    hand_in(WASTERS["never ends"])

    report = hand_in("def FUNCTION(*args, **named):\n    return 1\n")

    assert {check.category for check in report.checks if check.status is Status.FAILED} == {Category.WRONG}


def test_a_budget_grows_with_what_the_questions_allow() -> None:
    assert budget_for([5.0, 0.5], twice=False).seconds == 15.0
    assert budget_for([5.0, 0.5], twice=True).seconds == 30.0
    assert budget_for([20.0], twice=False).seconds == 60.0
    assert budget_for([600.0], twice=True).seconds == 150.0
    assert budget_for([], twice=True).seconds == 15.0


def test_a_budget_is_never_less_than_nothing() -> None:
    spent = Budget(1.0)
    spent.spend(3.0)

    assert spent.left == 0
