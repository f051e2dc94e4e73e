import re
import warnings
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from grader.course.cases import axis_values, reduction
from grader.course.model import QUESTION, CodeQuestion
from grader.judging.compare import is_right
from grader.judging.explain import Call, explain, first_change
from grader.runner import wire

TEXTS = {"title": "Slide", "source": "CS231n notes", "prompt": "Slide.", "hints": ["Slide."], "explanation": "Slid."}


def make_call(arguments: dict[str, Any], **fields: Any) -> Call:
    case = {"id": "a case"}
    question = QUESTION.validate_python(
        {"format": 1, "kind": "code", **TEXTS, "function": "slide", "cases": [case], **fields}
    )
    assert isinstance(question, CodeQuestion)
    values = axis_values(question, arguments)
    return Call(question, arguments, values, reduction(question, arguments, values))


CALL = make_call(
    {"x": np.zeros((2, 7, 5)), "w": np.zeros((3, 5, 4)), "stride": 2},
    axes={"x": ["N", "H", "C_in"], "w": ["K", "C_in", "C_out"], "result": ["N", "H_out", "C_out"]},
    where={"H_out": "(H - K) // stride + 1"},
    window={"index": ["n", "i", "c"], "text": "image {{ n }}, rows {{ i * stride }} to {{ i * stride + K - 1 }}"},
)
COUNT = make_call({"k": 3, "c": 64}, answer="k * c")
EXPECTED = np.random.default_rng(0).standard_normal((2, 3, 4)).round(2) + 5
WHOLE = np.arange(24).reshape(2, 3, 4)
FIRST = "First difference at n = 0, i = 0, c = 0: {} where 5.13 belongs.\nimage 0, rows 0 to 2\n{}"
ALL_WRONG = f"24 of 24 values are wrong. {FIRST}"


def sent(value: Any) -> wire.Value:
    """A value as it comes back from a child."""
    if isinstance(value, (np.ndarray, np.generic)):
        return wire.Array(value.dtype.name, value.shape, np.ascontiguousarray(value).tobytes())
    return wire.Integer(value) if type(value) is int else value


def changed(index: tuple[int, ...], value: float) -> Any:
    array = EXPECTED.copy()
    array[index] = value
    return array


def explained(expected: object, value: wire.Value, call: Call) -> str | None:
    """What is wrong by `explain`, which must find something just where `is_right` says no."""
    message = explain(expected, value, call)
    assert is_right(expected, value, call.question.tolerance, call.reduction) is (message is None)
    return message


RIGHT = {
    "the same": (EXPECTED, EXPECTED),
    "float32": (EXPECTED, EXPECTED.astype("float32")),
    "whole numbers as fractions": (WHOLE, WHOLE.astype("float64")),
    "an empty batch": (EXPECTED[:0], EXPECTED[:0]),
    "NaN where it belongs": (changed((0, 1, 2), np.nan), changed((0, 1, 2), np.nan)),
    "a result of two": ((EXPECTED, 3), wire.Items((sent(EXPECTED), wire.Integer(3)))),
}

MUST = "it must return an array of shape (2, 3, 4)."
DIMENSIONS = "it must have 3: (N, H_out, C_out) = (2, 3, 4)."
H_OUT = "H_out = (H - K) // stride + 1 = (7 - 3) // 2 + 1 = 3, not"

WRONG_KIND = {
    "None": (wire.Other("NoneType"), f"slide returned None; {MUST} Is there a return on every path?"),
    "a list": (
        wire.Other("list"),
        f"slide returned a value of type list; {MUST} Turn a list into an array with np.array(...).",
    ),
    "a tuple": (wire.Items((wire.Integer(1), wire.Integer(2))), f"slide returned a tuple of 2; {MUST}"),
    "an int": (3, f"slide returned a single number (int); {MUST}"),
    "an array of objects": (
        wire.Other("array of dtype object"),
        f"slide returned an array of dtype object; {MUST[:-1]} and a dtype such as float64.",
    ),
    "a huge int": (wire.Other("huge int"), f"slide returned a huge int; {MUST}"),
    "a number of NumPy": (np.float64(3), f"The result has 0 dimensions, shape (); {DIMENSIONS}"),
    "no batch axis": (EXPECTED[0], f"The result has 2 dimensions, shape (3, 4); {DIMENSIONS}"),
    "would broadcast": (
        EXPECTED[:, :, :1],
        "The result has shape (2, 3, 1); it must have (N, H_out, C_out) = (2, 3, 4).",
    ),
    "one window too few": (
        EXPECTED[:, :2],
        f"The result has shape (2, 2, 4); it must have (N, H_out, C_out) = (2, 3, 4).\n{H_OUT} 2.",
    ),
    "axes in another order": (
        EXPECTED.transpose(0, 2, 1),
        f"The result has shape (2, 4, 3); it must have (N, H_out, C_out) = (2, 3, 4).\n{H_OUT} 4.\n"
        "The values are right, but the axes are in the order (N, C_out, H_out).",
    ),
    "too large": (
        wire.TooLarge("float64", (2, 3000, 4)),
        f"The result has shape (2, 3000, 4); it must have (N, H_out, C_out) = (2, 3, 4).\n{H_OUT} 3000.",
    ),
    "too large for its shape": (
        wire.TooLarge("complex128", (2, 3, 4)),
        "slide returned an array that is too large to be right.",
    ),
    "an empty batch": (EXPECTED[:0], "The result has shape (0, 3, 4); it must have (N, H_out, C_out) = (2, 3, 4)."),
    "whole numbers": (
        EXPECTED.astype("int64"),
        "The result holds whole numbers (int64); it must hold real numbers, such as float64. Fractions are cut off.",
    ),
    "truth values": (
        EXPECTED > 0,
        "The result holds truth values (bool); it must hold real numbers, such as float64.",
    ),
    "complex numbers": (
        EXPECTED + 0j,
        "The result holds complex numbers (complex128); it must hold real numbers, such as float64.",
    ),
    "a NaN": (changed((1, 0, 2), np.nan), "1 of 24 values is NaN, the first at n = 1, i = 0, c = 2."),
    "infinite": (np.full_like(EXPECTED, np.inf), "24 of 24 values are infinite, the first at n = 0, i = 0, c = 0."),
}

WRONG_VALUES = {
    "one": (
        changed((1, 2, 3), 0.5),
        "1 of 24 values is wrong. First difference at n = 1, i = 2, c = 3: 0.5 where 5.35 belongs.\n"
        "image 1, rows 4 to 6",
    ),
    "zeros": (EXPECTED * 0, ALL_WRONG.format(0, "Every value is 0.")),
    "an offset": (
        EXPECTED + 1,
        ALL_WRONG.format(6.13, "Every value differs from the right one by the same amount, 1."),
    ),
    "an offset for each channel": (
        EXPECTED - [1, 2, 0.5, -3],
        ALL_WRONG.format(4.13, "Along C_out, the difference is the same at every position: -1, -2, -0.5, 3."),
    ),
    "a factor": (EXPECTED / -2, ALL_WRONG.format(-2.565, "Every value is -0.5 times the right one.")),
    "reversed": (
        EXPECTED[..., ::-1],
        ALL_WRONG.format(5.1, "The values are right, but in reverse order along C_out."),
    ),
    "reversed along two axes": (
        EXPECTED[::-1, :, ::-1],
        ALL_WRONG.format(4.27, "The values are right, but in reverse order along N and C_out."),
    ),
    "float16": (
        EXPECTED.astype("float16"),
        "23 of 24 values are wrong. First difference at n = 0, i = 0, c = 0: 5.12891 where 5.13 belongs.\n"
        "image 0, rows 0 to 2",
    ),
}

COUNTS = {
    "right": (192, None),
    "right, of NumPy": (np.int32(192), None),
    "wrong": (193, "slide(k=3, c=64) returned 193; it must return 192."),
    "huge": (9**999, "slide(k=3, c=64) returned a huge number; it must return 192."),
    "a float": (
        np.float64(192),
        "slide(k=3, c=64) returned the float64 192; a count is a whole number (// divides without a remainder).",
    ),
    "NaN": (
        np.float64("nan"),
        "slide(k=3, c=64) returned the float64 nan; a count is a whole number (// divides without a remainder).",
    ),
    "true": (np.bool_(True), "slide returned a single bool; it must return a whole number."),
    "None": (
        wire.Other("NoneType"),
        "slide returned None; it must return a whole number. Is there a return on every path?",
    ),
    "an array": (np.array([192]), "slide returned an array of shape (1,); it must return a whole number."),
    "a text": (wire.Other("str"), "slide returned a value of type str; it must return a whole number."),
}

PAIRS = {
    "a number": (3, "slide returned a single number (int); it must return a tuple of 2 results."),
    "a tuple of three": (
        wire.Items((wire.Integer(1),) * 3),
        "slide returned a tuple of 3; it must return 2 results.",
    ),
    "one that is wrong": (
        wire.Items((wire.Integer(5), wire.Integer(7))),
        "Result 2 of 2: slide(k=3, c=64) returned 7; it must return 6.",
    ),
}


@pytest.mark.parametrize(("expected", "value"), RIGHT.values(), ids=RIGHT)
def test_a_right_result_needs_no_explanation(expected: object, value: Any) -> None:
    assert explained(expected, sent(value), CALL) is None


@pytest.mark.parametrize(("value", "message"), WRONG_KIND.values(), ids=WRONG_KIND)
def test_a_result_of_the_wrong_kind_is_explained(value: Any, message: str) -> None:
    assert message == explained(EXPECTED, sent(value), CALL)


@pytest.mark.parametrize(("value", "message"), WRONG_VALUES.values(), ids=WRONG_VALUES)
def test_wrong_values_are_explained(value: Any, message: str) -> None:
    assert message == explained(EXPECTED, sent(value), CALL)


def test_exchanged_axes_of_the_same_size_are_named() -> None:
    square = EXPECTED[:, :, :3]
    call = make_call({}, axes={"result": ["N", "H", "W"]})

    message = explained(square, sent(square.swapaxes(1, 2)), call)

    assert message == (
        "12 of 18 values are wrong. First difference at [0, 0, 1]: 4.46 where 4.87 belongs.\n"
        "The values are right, but H and W are exchanged."
    )


def test_without_names_axes_are_told_by_their_number() -> None:
    message = explained(EXPECTED, sent(EXPECTED[:, ::-1]), make_call({}))

    assert message is not None
    assert message.endswith("The values are right, but in reverse order along axis 1.")


def test_numbers_that_differ_are_shown_as_different() -> None:
    message = explained(EXPECTED, sent(EXPECTED * (1 + 1e-7)), CALL)

    assert message is not None
    assert "5.13 where 5.13 belongs" not in message
    assert "is 1 times" not in message


@pytest.mark.parametrize(("value", "message"), COUNTS.values(), ids=COUNTS)
def test_a_count_must_be_that_whole_number(value: Any, message: str | None) -> None:
    assert message == explained(192, sent(value), COUNT)


@pytest.mark.parametrize(("value", "message"), PAIRS.values(), ids=PAIRS)
def test_a_tuple_is_explained_by_its_first_wrong_part(value: Any, message: str) -> None:
    assert message == explained((5, 6), sent(value), COUNT)


X, W = np.arange(6.0).reshape(2, 3), np.array([np.nan, 1.0])
CHANGES = {
    "nothing": (X, W, None),
    "one number": (np.where(X == 4, -4, X), W, "The call changed its argument x, first at [1, 1]. Work on a copy."),
    "the second argument": (X, W * 2, "The call changed its argument w, first at [1]. Work on a copy."),
    "the sign of a zero": (np.copysign(X, -1) * (X == 0) + X, W, None),
    "the shape": (X.T, W, "The call changed its argument x. Work on a copy."),
    "the dtype": (X.astype("float32"), W, "The call changed its argument x. Work on a copy."),
}


@pytest.mark.parametrize(("x", "w", "message"), CHANGES.values(), ids=CHANGES)
def test_a_changed_argument_is_named(x: Any, w: Any, message: str | None) -> None:
    assert message == first_change([X, W], [sent(x), sent(w)], ["x", "w"])


KINDS = st.sampled_from(["float64", "float32", "float16", "int64", "uint8", "bool", "complex128"])
TWO_OF_ONE_SHAPE = arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=3).flatmap(
    lambda shape: st.tuples(arrays.arrays(KINDS, shape), arrays.arrays(KINDS, shape))
)


@given(TWO_OF_ONE_SHAPE)
@example((np.array([1e308, 1.0]), np.array([-1e308, 2.0])))
@example((np.array([1e-300, 0.0]), np.array([1e300, 1.0])))
@settings(database=None, derandomize=True, deadline=None, max_examples=300)
def test_any_two_arrays_are_compared_without_a_warning(pair: tuple[Any, Any]) -> None:
    expected, actual = pair
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        explained(expected, sent(actual), make_call({}))

        assert explained(expected, sent(expected), make_call({})) is None


HUGE = np.array([1e308, -1e308, 1.5e308, -1.7e308])
# A result with huge or infinite numbers: what belongs there, and what came; nothing may be said that overflow made up.
OVERFLOWING = {
    "an offset that swallows what is right": (EXPECTED, np.full_like(EXPECTED, 1e308)),
    "one for each channel": (EXPECTED, np.broadcast_to(HUGE, EXPECTED.shape).copy()),
    "differences that overflow": (
        np.broadcast_to(HUGE, EXPECTED.shape),
        np.broadcast_to(-HUGE * [1, 0.5, 1, 0.5], EXPECTED.shape).copy(),
    ),
    "a factor that overflows": (EXPECTED * 1e-300, EXPECTED * 1e300),
    "alternating": (EXPECTED, np.where(np.arange(24).reshape(2, 3, 4) % 2, 1e308, -1e308)),
}


@pytest.mark.parametrize(("expected", "actual"), OVERFLOWING.values(), ids=OVERFLOWING)
def test_overflow_makes_no_pattern(expected: Any, actual: Any) -> None:
    message = explain(expected, sent(actual), CALL)

    assert message is not None
    assert "values are wrong. First difference" in message
    assert not re.search(r"same amount|the same at every position|times the right one|inf|nan", message), message


@pytest.mark.parametrize("odd", [np.inf, -np.inf, np.nan, 1.7e308], ids=str)
def test_infinities_and_overflow_in_another_order_of_axes_are_no_warning(odd: float) -> None:
    expected = changed((1, 0, 2), odd)
    expected[0, 0, 0] = -odd
    expected[1, 2, 3] = odd

    message = explain(expected, sent(expected.transpose(0, 2, 1).copy()), CALL)

    assert message is not None
    assert "The values are right, but the axes are in the order (N, C_out, H_out)." in message
