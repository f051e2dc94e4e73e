"""The references compute what their docstrings say, and the course's figures follow from its formulas."""

import math
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy.signal import correlate

from grader.course.cases import case_arguments
from grader.course.inputs import Input
from grader.course.loader import builtin_root, open_course
from grader.course.model import ChoiceQuestion, CodeQuestion, FormulaQuestion, NumberQuestion
from grader.course.references import load_reference, read_signature
from grader.course.templates import fill_in


def reference(key: str) -> Callable[..., Any]:
    return load_reference(builtin_root() / "solutions" / f"{key}.py", key.split("/")[1])


COURSE = open_course()
QUESTIONS = {loaded.key: loaded for name in COURSE.exercise_ids() for _, loaded in COURSE.exercise(name).questions}

conv2d = reference("conv/conv2d")
local2d = reference("local/local2d")
tie = reference("local/tie")

CODE = ("conv/conv2d", "local/local2d", "local/tie")
COUNTS = ("counting/dense_parameters", "counting/local_parameters", "counting/conv_parameters")


def conv2d_by_loops(x: Any, w: Any, b: Any, stride: int = 1, pad: int = 0) -> Any:
    n, height, width, c_in = x.shape
    k_h, k_w, _, c_out = w.shape
    shape = (n, (height + 2 * pad - k_h) // stride + 1, (width + 2 * pad - k_w) // stride + 1, c_out)
    y = np.zeros(shape, np.result_type(x, w, b))
    for m, i, j, c in np.ndindex(shape):
        total = b[c]
        for p, q, d in np.ndindex(k_h, k_w, c_in):
            row, column = i * stride + p - pad, j * stride + q - pad
            if 0 <= row < height and 0 <= column < width:
                total = total + x[m, row, column, d] * w[p, q, d, c]
        y[m, i, j, c] = total
    return y


def local2d_by_loops(x: Any, w: Any, b: Any, stride: int = 1) -> Any:
    h_out, w_out, k_h, k_w, _, c_out = w.shape
    y = np.zeros((len(x), h_out, w_out, c_out), np.result_type(x, w, b))
    for m, i, j, c in np.ndindex(y.shape):
        window = x[m, i * stride : i * stride + k_h, j * stride : j * stride + k_w]
        y[m, i, j, c] = (window * w[i, j, :, :, :, c]).sum() + b[i, j, c]
    return y


def tie_by_loops(w: Any, out_height: int, out_width: int) -> Any:
    tied = np.zeros((out_height, out_width, *w.shape), w.dtype)
    for i, j in np.ndindex(out_height, out_width):
        tied[i, j] = w
    return tied


LOOPS = {"conv/conv2d": conv2d_by_loops, "local/local2d": local2d_by_loops, "local/tie": tie_by_loops}


def course_calls(key: str) -> Iterator[Any]:
    """Every call of a code question, as (key, arguments)."""
    question = QUESTIONS[key].question
    assert isinstance(question, CodeQuestion)
    by_id = {case.id: case for case in question.cases}
    for case in question.cases:
        for draw in range(case.repeat):
            specified = case_arguments(case, by_id)
            drawn = {
                name: value.draw(f"{key} {case.id} {draw} {name}") if isinstance(value, Input) else value
                for name, value in specified.items()
            }
            yield pytest.param(key, drawn, id=f"{question.function}, {case.id}, draw {draw + 1}")


LAYER_CALLS = [call for key in CODE for call in course_calls(key)]
COUNT_CALLS = [call for key in COUNTS for call in course_calls(key)]


@pytest.mark.parametrize(("key", "arguments"), LAYER_CALLS)
def test_what_the_course_asks_is_what_plain_loops_give(key: str, arguments: dict[str, Any]) -> None:
    result = reference(key)(**arguments)

    expected = LOOPS[key](**arguments)
    assert (expected.shape, expected.dtype) == (result.shape, result.dtype)
    np.testing.assert_allclose(result, expected, rtol=1e-4 if result.dtype == np.float32 else 1e-11, atol=1e-5)


@pytest.mark.parametrize(("key", "arguments"), LAYER_CALLS)
def test_a_reference_keeps_its_inputs_and_returns_memory_of_its_own(key: str, arguments: dict[str, Any]) -> None:
    before = {name: np.copy(value) for name, value in arguments.items()}

    result = reference(key)(**arguments)

    arrays = [value for value in arguments.values() if isinstance(value, np.ndarray)]
    assert not any(np.shares_memory(result, array) for array in arrays)
    assert result.flags.writeable
    for name, value in arguments.items():
        np.testing.assert_array_equal(value, before[name], strict=True)


@pytest.mark.parametrize(("key", "arguments"), COUNT_CALLS)
def test_a_count_function_gives_what_its_formula_gives(key: str, arguments: dict[str, Any]) -> None:
    question = QUESTIONS[key].question
    assert isinstance(question, CodeQuestion)
    assert question.answer is not None
    signature = read_signature(builtin_root() / "solutions" / f"{key}.py", question.function)

    assert question.answer.evaluate({**signature.defaults, **arguments}) == reference(key)(**arguments)


def normal(*shape: int, dtype: str = "float64", seed: int = 0) -> Any:
    return np.random.default_rng((seed, *shape)).standard_normal(shape).astype(dtype)


def integers(*shape: int, dtype: str = "int64") -> Any:
    return np.random.default_rng(shape).integers(0, 9, shape).astype(dtype)


DISCRIMINATING = {
    "batch 2, 5×7, stride 2 with a remainder, pad 1": (normal(2, 5, 7, 3), normal(3, 2, 3, 4), normal(4), 2, 1),
    "integer batch, pad 1": (integers(2, 6, 5, 3), normal(2, 2, 3, 4), normal(4), 1, 1),
    "1×1 kernel": (normal(2, 4, 5, 3), normal(1, 1, 3, 4), normal(4), 1, 0),
    "kernel as large as the image": (normal(2, 4, 5, 3), normal(4, 5, 3, 2), normal(2), 1, 0),
    "kernel larger than the image, not than the padded one": (normal(2, 3, 2, 3), normal(5, 4, 3, 2), normal(2), 1, 1),
    "empty batch": (normal(0, 4, 5, 3), normal(2, 3, 3, 2), normal(2), 1, 0),
    "one channel in, one out": (normal(3, 6, 4, 1), normal(2, 3, 1, 1), normal(1), 3, 2),
}


@pytest.mark.parametrize("arguments", DISCRIMINATING.values(), ids=DISCRIMINATING)
def test_conv2d_tells_the_usual_mistakes_apart(arguments: Any) -> None:
    np.testing.assert_allclose(conv2d(*arguments), conv2d_by_loops(*arguments), rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("arguments", DISCRIMINATING.values(), ids=DISCRIMINATING)
def test_conv2d_is_scipys_correlate_of_each_image_and_kernel(arguments: Any) -> None:
    x, w, b, stride, pad = arguments
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    images = [
        np.stack([correlate(image, w[..., c], mode="valid", method="direct")[..., 0] for c in range(len(b))], axis=-1)
        for image in padded
    ]

    result = conv2d(*arguments)

    expected = np.array(images)[:, ::stride, ::stride] + b if images else np.empty((0, *result.shape[1:]))
    np.testing.assert_allclose(result, expected, rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("stride", [1, 2, 3])
def test_local2d_with_tied_kernels_is_conv2d(stride: int) -> None:
    x, w, b = normal(2, 9, 7, 3), normal(3, 2, 3, 4), normal(4)
    shared = conv2d(x, w, b, stride)

    unshared = local2d(x, tie(w, *shared.shape[1:3]), np.broadcast_to(b, shared.shape[1:]), stride)

    np.testing.assert_allclose(unshared, shared, rtol=1e-12, atol=1e-13)


def test_a_1x1_kernel_is_a_matrix_product_over_the_channels() -> None:
    x, w, b = normal(2, 4, 5, 3), normal(1, 1, 3, 4), normal(4)

    np.testing.assert_allclose(conv2d(x, w, b), x @ w[0, 0] + b, rtol=1e-12)


def test_local2d_at_one_position_is_a_fully_connected_layer() -> None:
    x, w, b = normal(2, 4, 3, 5), normal(1, 1, 4, 3, 5, 6), normal(1, 1, 6)

    dense = x.reshape(2, 60) @ w.reshape(60, 6) + b[0, 0]

    np.testing.assert_allclose(local2d(x, w, b)[:, 0, 0], dense, rtol=1e-12)


def test_conv2d_is_linear_in_x_and_in_w() -> None:
    x, other, w, zero = normal(2, 6, 5, 3), normal(2, 6, 5, 3, seed=1), normal(3, 2, 3, 4), np.zeros(4)
    w_other = normal(3, 2, 3, 4, seed=1)

    np.testing.assert_allclose(conv2d(x + 2 * other, w, zero), conv2d(x, w, zero) + 2 * conv2d(other, w, zero))
    np.testing.assert_allclose(conv2d(x, w + 2 * w_other, zero), conv2d(x, w, zero) + 2 * conv2d(x, w_other, zero))


def test_conv2d_moves_with_the_image_and_local2d_does_not() -> None:
    x = normal(1, 8, 9, 3)
    moved = np.roll(x, 1, axis=2)
    w, b = normal(3, 2, 3, 4), normal(4)
    w_local, b_local = normal(6, 8, 3, 2, 3, 4), normal(6, 8, 4)

    np.testing.assert_allclose(conv2d(moved, w, b)[:, :, 1:], conv2d(x, w, b)[:, :, :-1], rtol=1e-12)
    assert not np.isclose(local2d(moved, w_local, b_local)[:, :, 1:], local2d(x, w_local, b_local)[:, :, :-1]).any()


DTYPES = [
    ("float16", "float16", "float16", "float16"),
    ("float32", "float32", "float32", "float32"),
    ("float64", "float64", "float64", "float64"),
    ("float32", "float64", "float32", "float64"),
    ("uint8", "float32", "float32", "float32"),
    ("int64", "float64", "float64", "float64"),
    ("int32", "int32", "int32", "int32"),
    ("int8", "int8", "float32", "float32"),
]


@pytest.mark.parametrize(("x", "w", "b", "expected"), DTYPES)
def test_the_dtype_is_the_one_that_numpy_gives_to_all_three(x: str, w: str, b: str, expected: str) -> None:
    def draw(dtype: str, *shape: int) -> Any:
        return normal(*shape, dtype=dtype) if "float" in dtype else integers(*shape, dtype=dtype)

    image, kernel, bias = draw(x, 2, 6, 5, 3), draw(w, 3, 2, 3, 4), draw(b, 4)
    precise = conv2d_by_loops(*(a.astype("float64") for a in (image, kernel, bias)), 2, 1)
    shared = conv2d(image, kernel, bias, 2, 1)
    kernels, biases = tie(kernel, 2, 2), np.broadcast_to(bias, (2, 2, 4))
    unshared = local2d(image, kernels, biases, 2)

    assert (expected, expected, w) == (shared.dtype, unshared.dtype, kernels.dtype)
    np.testing.assert_allclose(shared, precise, rtol=1e-2 if expected == "float16" else 1e-4, atol=2e-2)


def test_arrays_in_any_memory_order_give_the_same() -> None:
    x, w, b = normal(2, 3, 7, 6).transpose(0, 2, 3, 1), normal(4, 3, 2, 3).transpose(3, 2, 1, 0), normal(8)[::2]
    assert not x.flags.c_contiguous
    assert not w.flags.c_contiguous

    np.testing.assert_allclose(conv2d(x, w, b, 2, 1), conv2d_by_loops(x, w, b, 2, 1), rtol=1e-11, atol=1e-12)


WRONG_CONV = [
    ({"x": normal(5, 7, 3)}, "x must have the axes (N, H, W, C_in); its shape is (5, 7, 3)"),
    ({"w": normal(3, 2, 3)}, "w must have the axes (K_h, K_w, C_in, C_out); its shape is (3, 2, 3)"),
    ({"b": normal(1, 4)}, "b must have the axes (C_out); its shape is (1, 4)"),
    ({"x": normal(2, 5, 7, 1)}, "C_in differs: 1 in x, 3 in w"),
    ({"b": normal(5)}, "C_out differs: 5 in b, 4 in w"),
    ({"stride": 0}, "stride must be at least 1 and pad at least 0; they are 0 and 1"),
    ({"pad": -1}, "stride must be at least 1 and pad at least 0; they are 1 and -1"),
    ({"w": normal(8, 2, 3, 4)}, "K_h is 8; it must be from 1 to H + 2 * pad = 7"),
    ({"w": normal(3, 0, 3, 4)}, "K_w is 0; it must be from 1 to W + 2 * pad = 9"),
]
WRONG_LOCAL = [
    ({"x": normal(5, 7, 3)}, "x must have the axes (N, H, W, C_in); its shape is (5, 7, 3)"),
    (
        {"w": normal(3, 2, 3, 4)},
        "w must have the axes (H_out, W_out, K_h, K_w, C_in, C_out); its shape is (3, 2, 3, 4)",
    ),
    ({"b": normal(4)}, "b must have the axes (H_out, W_out, C_out); its shape is (4,)"),
    ({"stride": 0}, "stride must be at least 1; it is 0"),
    ({"x": normal(2, 5, 7, 1)}, "C_in differs: 1 in x, 3 in w"),
    ({"x": normal(2, 2, 7, 3)}, "K_h is 3; it must be from 1 to H = 2"),
    ({"x": normal(2, 9, 7, 3)}, "H_out is 2 in w; with H = 9 it must be floor((9 - 3) / 2) + 1 = 4"),
    ({"x": normal(2, 5, 5, 3)}, "W_out is 3 in w; with W = 5 it must be floor((5 - 2) / 2) + 1 = 2"),
    ({"b": normal(3, 2, 4)}, "b must have the shape (H_out, W_out, C_out) = (2, 3, 4); its shape is (3, 2, 4)"),
]


@pytest.mark.parametrize(("change", "message"), WRONG_CONV, ids=[message for _, message in WRONG_CONV])
def test_conv2d_says_what_does_not_fit(change: dict[str, Any], message: str) -> None:
    fitting = {"x": normal(2, 5, 7, 3), "w": normal(3, 2, 3, 4), "b": normal(4), "stride": 1, "pad": 1}

    with pytest.raises(ValueError) as caught:  # noqa: PT011  the whole message is compared
        conv2d(**{**fitting, **change})

    assert message == str(caught.value)


@pytest.mark.parametrize(("change", "message"), WRONG_LOCAL, ids=[message for _, message in WRONG_LOCAL])
def test_local2d_says_what_does_not_fit(change: dict[str, Any], message: str) -> None:
    fitting = {"x": normal(2, 5, 7, 3), "w": normal(2, 3, 3, 2, 3, 4), "b": normal(2, 3, 4), "stride": 2}

    with pytest.raises(ValueError) as caught:  # noqa: PT011
        local2d(**{**fitting, **change})

    assert message == str(caught.value)


def test_the_other_references_say_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match="out_height and out_width must be at least 1; they are 0 and 3"):
        tie(normal(2, 2, 3, 4), 0, 3)
    with pytest.raises(ValueError, match="groups = 2 must divide c_in = 3 and c_out = 96"):
        reference("counting/conv_parameters")(11, 11, 3, 96, groups=2)


def test_alexnets_first_layer_is_the_same_with_kernels_tied_and_3025_times_as_large() -> None:
    x, w, b = (normal(*shape, dtype="float32") for shape in ((1, 227, 227, 3), (11, 11, 3, 96), (96,)))
    shared = conv2d(x, w, b, stride=4)
    assert ((1, 55, 55, 96), np.float32) == (shared.shape, shared.dtype)
    assert w.size + b.size == 34_944

    kernels, biases = tie(w, 55, 55), np.broadcast_to(b, (55, 55, 96)).copy()
    assert kernels.size + biases.size == 105_705_600 == 3_025 * (w.size + b.size)
    np.testing.assert_allclose(local2d(x, kernels, biases, stride=4), shared, rtol=1e-3, atol=1e-3)

    for i, j in ((0, 0), (54, 54), (17, 40)):
        window = x[0, 4 * i : 4 * i + 11, 4 * j : 4 * j + 11].astype("float64")
        expected = np.tensordot(window, w.astype("float64"), 3) + b
        np.testing.assert_allclose(shared[0, i, j], expected, rtol=1e-4, atol=1e-4)


FACTS = {
    "rows of AlexNet's output": 55,
    "neurons, and biases without sharing": 290_400,
    "weights of one neuron": 363,
    "parameters of one neuron": 364,
    "weights, fully connected": 44_892_064_800,
    "parameters, locally connected": 105_705_600,
    "weights, convolution": 34_848,
    "biases, convolution": 96,
    "parameters, convolution": 34_944,
    "positions that share": 3_025,
    "bytes of the locally connected arrays": 422_822_400,
}
COUNTED = {
    "AlexNet, fully connected, with biases": 44_892_064_800 + 290_400,
    "AlexNet, locally connected": 105_705_600,
    "AlexNet, convolution": 34_944,
    "Keras's example, locally connected": 1_612_800,
    "Keras's example, convolution": 1_792,
    "7×7 kernels, 3 to 128 channels": 18_944,
}


def answers_in_the_example() -> set[int]:
    return {
        int(ask.answer.evaluate(COURSE.values(loaded, None)))
        for loaded in QUESTIONS.values()
        if isinstance(loaded.question, NumberQuestion)
        for ask in loaded.question.asks.values()
    }


@pytest.mark.parametrize("figure", FACTS.values(), ids=FACTS)
def test_every_figure_is_the_computed_answer_of_a_question(figure: int) -> None:
    assert figure in answers_in_the_example()


@pytest.mark.parametrize("figure", COUNTED.values(), ids=COUNTED)
def test_every_published_count_is_what_a_count_function_must_return(figure: int) -> None:
    assert figure in {reference(call.values[0])(**call.values[1]) for call in COUNT_CALLS}


def test_the_general_formulas_give_alexnets_figures() -> None:
    question = QUESTIONS["counting/general_formulas"].question
    assert isinstance(question, FormulaQuestion)
    sizes = {"H_in": 227, "W_in": 227, "C_in": 3, "H_out": 55, "W_out": 55, "C_out": 96, "K_h": 11, "K_w": 11}

    counts = {name: ask.answer.evaluate(sizes) for name, ask in question.asks.items()}

    assert counts == {"dense": 44_892_355_200, "local": 105_705_600, "conv": 34_944}


def test_the_arrays_of_exercise_4_hold_what_exercise_2_counted() -> None:
    counted, kept = QUESTIONS["counting/alexnet_layer"], QUESTIONS["local/array_sizes"]
    answers = SimpleNamespace()
    for loaded in (counted, kept):
        for name, ask in loaded.question.asks.items():  # type: ignore[union-attr]
            setattr(answers, name, ask.answer.evaluate(COURSE.values(loaded, None)))

    assert answers.with_sharing == answers.conv_w + answers.conv_b
    assert answers.without_sharing == answers.local_w + answers.local_b


STUDENTS = [None, "Ada", "Grace", *(f"student {n}" for n in range(200))]


@pytest.mark.parametrize("loaded", QUESTIONS.values(), ids=QUESTIONS)
def test_texts_can_be_filled_in_for_every_student_and_give_no_large_answer_away(loaded: Any) -> None:
    question = loaded.question
    for student in STUDENTS if isinstance(question, NumberQuestion) else [None]:
        values = COURSE.values(loaded, student)
        shown = [fill_in(text, values) for text in (question.prompt, *question.hints)]
        asks = getattr(question, "asks", {}) if isinstance(question, NumberQuestion) else {}
        shown += [fill_in(ask.text, values) for ask in asks.values()]
        said = [fill_in(wrong.say, values) for ask in asks.values() for wrong in ask.misconceptions.values()]
        answers = [ask.answer.evaluate(values) for ask in asks.values()]

        assert fill_in(question.explanation, values)
        for answer in answers:
            assert answer < 1000 or not any(f"{answer:,}" in text for text in shown + said)


@pytest.mark.parametrize("loaded", QUESTIONS.values(), ids=QUESTIONS)
def test_a_question_has_two_to_four_hints_and_says_why_an_option_is_wrong(loaded: Any) -> None:
    assert 2 <= len(loaded.question.hints) <= 4
    if isinstance(loaded.question, ChoiceQuestion):
        assert all(option.say for option in loaded.question.options.values())


def test_every_answer_follows_from_sizes() -> None:
    typed_in = [
        (loaded.key, name)
        for loaded in QUESTIONS.values()
        if isinstance(loaded.question, (NumberQuestion, FormulaQuestion))
        for name, ask in loaded.question.asks.items()
        if not ask.answer.names
    ]

    nothing = [("conv/another_resolution", "new_parameters"), ("fast/im2col_memory", "view_bytes")]
    assert typed_in == nothing, "only that nothing is new, or copied, needs no size"


def test_a_loop_in_plain_python_is_fast_enough_for_every_case() -> None:
    for call in course_calls("conv/conv2d"):
        x, w = call.values[1]["x"], call.values[1]["w"]
        windows = math.prod(x.shape[:3])
        assert windows * w.size < 50_000
