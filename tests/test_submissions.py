"""A gallery: what each submission must get, and that the next one is judged as if it had not been there."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from grader.course.loader import Course, Exercise
from grader.judging.checks import Options
from grader.judging.grading import Grading, open_submission
from grader.results import Category, QuestionResult, Status
from grader.runner.pool import CAN_FORK, Pool
from grader.workspace.files import read_file
from grader.workspace.folder import Submission

GALLERY = sorted(path.parent for path in Path(__file__).parent.glob("submissions/*/expected.json"))
WORTHLESS = [f for f in GALLERY if json.loads((f / "expected.json").read_text(encoding="utf-8"))["score"] == 0]
RIGHT = b"def scale(x, factor=2):\n    return x * factor\n"


def open_grading(
    course: Course, pool: Pool, files: dict[str, object], *, hidden: bool = False, exercise: Exercise | None = None
) -> Grading:
    submission = Submission("submission", exercise or course.exercise("tiny"), None, files)
    return open_submission(course, submission, pool, Options(frozenset({"scale"}), hidden, salt="salt"))


def judge(
    course: Course, pool: Pool, files: dict[str, object], *, hidden: bool = False, exercise: Exercise | None = None
) -> QuestionResult:
    grading = open_grading(course, pool, files, hidden=hidden, exercise=exercise)
    for planned in grading.questions:
        for check in grading.running(planned):
            grading.judge(planned, check)
    (question,) = grading.report().questions
    return question


def test_the_gallery_is_there() -> None:
    assert len(GALLERY) > 30


@pytest.mark.parametrize("folder", GALLERY, ids=lambda folder: folder.name)
def test_a_submission_gets_its_verdict(folder: Path, tiny: Course, pool: Pool) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))

    question = judge(tiny, pool, {"scale.py": read_file(folder / "scale.py")})
    neighbour = judge(tiny, pool, {"scale.py": RIGHT})

    assert question.score / 100 == expected["score"]
    if "messages" in expected:
        assert [check.message for check in question.checks[:3]] == expected["messages"]
    assert neighbour.score == neighbour.max_score == 400


@pytest.mark.parametrize("folder", WORTHLESS, ids=lambda folder: folder.name)
def test_whoever_fails_here_fails_when_handing_in(folder: Path, tiny: Course, pool: Pool) -> None:
    """Hidden checks share the points of those that run; none of them can help a wrong submission to full marks."""
    question = judge(tiny, pool, {"scale.py": read_file(folder / "scale.py")}, hidden=True)

    assert (question.score, question.max_score) == (0, 400)


def test_a_hidden_check_tells_only_that_it_failed(tiny: Course, pool: Pool) -> None:
    tabulated = b"def scale(x, factor=2):\n    assert x.shape != (2, 2), x\n    return x * factor\n"

    question = judge(tiny, pool, {"scale.py": tabulated}, hidden=True)

    assert [check.status for check in question.checks] == [Status.PASSED] * 3 + [Status.FAILED]
    assert question.checks[-1].message == "A hidden check failed (exception)."
    assert (question.score, question.max_score) == (200, 400)


def test_hidden_checks_wait_and_the_visible_ones_share_all_points(tiny: Course, pool: Pool) -> None:
    question = judge(tiny, pool, {"scale.py": RIGHT})

    assert [check.max_score for check in question.checks] == [200, 100, 100, 0]
    assert question.checks[-1].waits
    assert question.status is Status.PASSED


def test_what_was_printed_is_kept(tiny: Course, pool: Pool) -> None:
    question = judge(tiny, pool, {"scale.py": b"print('loading')\n" + RIGHT})

    assert question.printed == "loading\n"


def test_what_a_hidden_check_makes_it_print_is_not_told(tiny: Course, pool: Pool) -> None:
    talks = b"def scale(x, factor=2):\n    print(x.shape)\n    return x * factor\n"

    question = judge(tiny, pool, {"scale.py": talks}, hidden=True)

    assert question.printed == "(3, 4)\n(3, 4)\n(2, 5)\n(4, 2)\n"  # the first case is called twice


def test_strict_gives_every_call_a_process_of_its_own(tiny: Course, pool: Pool) -> None:
    counts = (
        b"calls = []\ndef scale(x, factor=2):\n    calls.append(1)\n    return x * factor if len(calls) == 1 else x\n"
    )
    exercise = tiny.exercise("tiny")
    strict = tuple(
        (item, replace(loaded, question=loaded.question.model_copy(update={"strict": True})) if loaded.id == "scale" else loaded)
        for item, loaded in exercise.questions
    )  # fmt: skip

    lax = judge(tiny, pool, {"scale.py": counts})
    judged = judge(tiny, pool, {"scale.py": counts}, exercise=replace(exercise, questions=strict))

    assert [check.status for check in lax.checks[:3]] == [Status.FAILED] * 3
    assert [check.status for check in judged.checks[:3]] == [Status.PASSED] * 3


@pytest.mark.skipif(not CAN_FORK, reason="elsewhere every child is a fresh interpreter")
def test_a_failure_of_ours_is_tried_once_more(tiny: Course) -> None:
    with Pool() as pool:
        grading = open_grading(tiny, pool, {"scale.py": RIGHT})
        (planned,) = grading.questions
        first, second, *_ = grading.running(planned)
        before = grading.judge(planned, first)
        assert pool._zygote is not None
        pool._zygote.kill()
        pool._zygote.wait()
        after = grading.judge(planned, second)

    assert (before.status, after.status) == (Status.PASSED, Status.PASSED)


@pytest.mark.skipif(not CAN_FORK, reason="elsewhere every child is a fresh interpreter")
def test_a_failure_of_ours_that_recurs_is_an_error_and_no_zero(tiny: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    with Pool() as pool:
        monkeypatch.setattr(
            pool, "_ask_for_child", lambda *_: (_ for _ in ()).throw(ConnectionError("no more processes"))
        )
        question = judge(tiny, pool, {"scale.py": RIGHT})

    assert question.status is Status.ERROR
    assert {check.category for check in question.checks if not check.waits} == {Category.INTERNAL}
    assert question.checks[0].message == "The process for submissions ended: no more processes. See: learn doctor"


def test_forty_repeats_give_one_report(tiny: Course, pool: Pool) -> None:
    wrong = b"def scale(x, factor=2):\n    return x * factor + (x > 0)\n"

    messages = {tuple(check.message for check in judge(tiny, pool, {"scale.py": wrong}).checks) for _ in range(40)}

    assert len(messages) == 1
