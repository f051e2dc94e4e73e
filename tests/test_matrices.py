"""The matrices of exercise-6 compute their layers, and hold as many numbers as the counts say."""

from typing import Any

import numpy as np
import pytest

from grader.course.loader import builtin_root, open_course
from grader.course.model import FormulaQuestion, NumberQuestion
from grader.course.references import load_reference


def reference(key: str) -> Any:
    return load_reference(builtin_root() / "solutions" / f"{key}.py", key.split("/")[1])


conv2d, local2d, tie = (reference(key) for key in ("conv/conv2d", "local/local2d", "local/tie"))
conv_matrix, local_matrix = reference("matrix/conv_matrix"), reference("matrix/local_matrix")
QUESTIONS = {loaded.id: loaded.question for _, loaded in open_course().exercise("exercise-6").questions}


def normal(*shape: int) -> Any:
    return np.random.default_rng(shape).standard_normal(shape)


SIZES = [
    ((6, 5, 2), (3, 2), 3, 1),
    ((6, 7, 2), (3, 2), 3, 2),
    ((5, 9, 3), (2, 1), 2, 3),
    ((4, 3, 2), (4, 3), 1, 1),
    ((2, 3, 4), (1, 1), 3, 1),
]


@pytest.mark.parametrize(("image", "kernel", "c_out", "stride"), SIZES)
def test_a_matrix_is_its_layer(image: Any, kernel: Any, c_out: int, stride: int) -> None:
    x, w = normal(*image), normal(*kernel, image[2], c_out)
    shared = conv2d(x[np.newaxis], w, np.zeros(c_out), stride)[0]
    kernels = normal(*shared.shape[:2], *w.shape)
    unshared = local2d(x[np.newaxis], kernels, np.zeros(shared.shape), stride)[0]

    np.testing.assert_allclose(conv_matrix(w, *image[:2], stride) @ x.ravel(), shared.ravel(), rtol=1e-11)
    np.testing.assert_allclose(local_matrix(kernels, *image[:2], stride) @ x.ravel(), unshared.ravel(), rtol=1e-11)


@pytest.mark.parametrize(("image", "kernel", "c_out", "stride"), SIZES)
def test_the_matrix_of_tied_kernels_is_that_of_the_convolution(
    image: Any, kernel: Any, c_out: int, stride: int
) -> None:
    w = normal(*kernel, image[2], c_out)
    positions = [(size - k) // stride + 1 for size, k in zip(image, kernel, strict=False)]

    matrix = conv_matrix(w, *image[:2], stride)

    np.testing.assert_array_equal(matrix, local_matrix(tie(w, *positions), *image[:2], stride))
    assert np.unique(matrix[matrix != 0]).size == w.size


@pytest.mark.parametrize("dtype", ["float32", "float64", "int64", "int8"])
def test_a_matrix_has_the_dtype_of_its_weights(dtype: str) -> None:
    w = (10 * normal(2, 2, 3, 4)).astype(dtype)

    assert conv_matrix(w, 3, 4).dtype == dtype
    assert local_matrix(tie(w, 2, 3), 3, 4).dtype == dtype


def test_the_matrices_of_the_explanations_are_right() -> None:
    shown = "1 2 0 3 4 0 0 0 0\n0 1 2 0 3 4 0 0 0\n0 0 0 1 2 0 3 4 0\n0 0 0 0 1 2 0 3 4"

    matrix = conv_matrix(np.arange(1, 5).reshape(2, 2, 1, 1), 3, 3)

    assert shown == "\n".join(" ".join(map(str, row)) for row in matrix.tolist())
    assert all(f"    {line}\n" in QUESTIONS["conv_matrix"].explanation for line in shown.split("\n"))
    letters = ["ab0cd0000", "0ef0gh000", "000ij0kl0", "0000mn0op"]
    unshared = local_matrix(np.arange(1, 17).reshape(2, 2, 2, 2, 1, 1), 3, 3)
    assert letters == ["".join("0abcdefghijklmnop"[n] for n in row) for row in unshared.tolist()]


def test_the_counts_are_those_of_a_matrix() -> None:
    """Both the numbers of a variant and the general formulas."""
    numbers, formulas = QUESTIONS["count_entries"], QUESTIONS["entries_in_general"]
    assert isinstance(numbers, NumberQuestion)
    assert isinstance(formulas, FormulaQuestion)
    w = normal(3, 3, 2, 5)
    shared, unshared = conv_matrix(w, 12, 12, 2), local_matrix(normal(5, 5, *w.shape), 12, 12, 2)
    values = {"size": 12, "kernel": 3, "stride": 2, "c_in": 2, "c_out": 5, "out": 5}
    values |= {"neurons": 125, "pixels": 288, "window": 18}
    letters = {"H_in": 12, "W_in": 12, "C_in": 2, "H_out": 5, "W_out": 5, "C_out": 5, "K_h": 3, "K_w": 3}
    counted = {
        "entries": shared.size,
        "dense_nonzero": shared.size,
        "local_nonzero": np.count_nonzero(unshared),
        "conv_nonzero": np.count_nonzero(shared),
        "local_distinct": np.unique(unshared[unshared != 0]).size,
        "conv_distinct": np.unique(shared[shared != 0]).size,
        "repeats": np.count_nonzero(shared == w[0, 0, 0, 0]),
    }
    in_general = {
        "nonzero": counted["conv_nonzero"],
        "zeros": np.count_nonzero(shared == 0),
        "distinct": counted["conv_distinct"],
        "local_distinct": counted["local_distinct"],
    }

    assert counted == {name: ask.answer.evaluate(values) for name, ask in numbers.asks.items()}
    assert in_general == {name: ask.answer.evaluate(letters) for name, ask in formulas.asks.items()}


def test_a_matrix_says_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match="this is a kernel of 3×2 in an image of 2×5 with stride 1"):
        conv_matrix(normal(3, 2, 2, 3), 2, 5)
    with pytest.raises(ValueError, match="W_out is 3 in w, which does not fit with W = 7, K_w = 2 and stride = 1"):
        local_matrix(normal(4, 3, 3, 2, 2, 3), 6, 7)
