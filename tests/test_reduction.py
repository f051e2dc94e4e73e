"""What rounding explains depends on how many products are added up in one number, as the question or its axes say; not on the inputs' size."""

import numpy as np
import pytest

from grader.course.loader import Course
from grader.course.model import CodeQuestion
from grader.judging.calls import Calls
from grader.judging.compare import allowed_error, is_right
from grader.judging.oracle import to_value

TERMS = {
    ("exercise-3", "conv2d", "rectangular, stride 2, pad 1"): 3 * 2 * 3,
    ("exercise-4", "local2d", "stride 1"): 3 * 2 * 3,
    ("exercise-4", "tie", "2×3 positions"): 1,
    ("exercise-5", "conv2d_backward", "windows that overlap, stride 1"): 2 * 4 * 4,
    ("exercise-5", "local2d_backward", "one image"): 2 * 3 * 3,
    ("exercise-5", "share_gradient", "2×3 positions"): 2 * 3,
    ("exercise-6", "conv_matrix", "stride 1"): 1,
    ("exercise-8", "conv2d_fast", "a larger image"): 5 * 3 * 3,
    ("exercise-8", "conv2d_fast", "same kernel, more and larger images"): 3 * 2 * 3,
    ("exercise-8", "local2d_fast", "a larger image"): 5 * 3 * 3,
}


def calls_of(course: Course, exercise: str, question: str) -> Calls:
    loaded = next(each for _, each in course.exercise(exercise, texts=False).questions if each.id == question)
    return Calls(loaded)


@pytest.mark.parametrize(("exercise", "question", "case"), TERMS, ids=[f"{q}, {case}" for _, q, case in TERMS])
def test_as_many_terms_as_are_added_up(exercise: str, question: str, case: str, course: Course) -> None:
    calls = calls_of(course, exercise, question)

    assert calls.draw(calls.case(case), 0).reduction == TERMS[exercise, question, case]


def test_float32_does_not_widen_the_allowance_of_a_large_image(course: Course) -> None:
    calls = calls_of(course, "exercise-8", "conv2d_fast")
    call = calls.draw(calls.case("a larger image"), 0)
    expected = np.linspace(-1.0, 1.0, 1000)

    error = allowed_error(expected, expected.astype(np.float32), "auto", call.reduction)

    assert error < 6e-6
    assert is_right(expected, to_value(expected.astype(np.float32)), "auto", call.reduction)
    assert not is_right(expected, to_value((expected + 1e-4).astype(np.float32)), "auto", call.reduction)


def test_without_axes_of_the_result_it_is_the_largest_argument(tiny: Course) -> None:
    calls = calls_of(tiny, "second", "slide")
    assert isinstance(calls.question, CodeQuestion)
    calls.question = calls.question.model_copy(update={"axes": {}, "where": {}})

    assert calls.call({"x": np.ones(7), "w": np.ones(3)}).reduction == 7


def test_what_a_question_declares_comes_first(tiny: Course) -> None:
    from grader.course.formulas import parse_formula

    calls = calls_of(tiny, "second", "slide")
    calls.question = calls.question.model_copy(update={"reduction": parse_formula("2 * K + bias")})

    assert calls.call({"x": np.ones(7), "w": np.ones(3), "bias": 4}).reduction == 10
    assert calls.call({"x": np.ones(7), "w": np.ones(3), "bias": -40}).reduction == 1
