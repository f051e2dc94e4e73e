"""Laws of the convolutional layer, whatever the numbers are."""

from collections.abc import Callable
from typing import Any

import numpy as np

from grader.course.laws import Law

Call = Callable[..., Any]


def linear_in_x(call: Call, rng: Any) -> Law:
    """Mix two images: without a bias the results mix in the same way."""
    x, other, w, zero = rng.normal(2, 6, 5, 3), rng.normal(2, 6, 5, 3), rng.normal(3, 2, 3, 4), np.zeros(4)
    return Law(
        call(x + 2 * other, w, zero, 2, 1),
        call(x, w, zero, 2, 1) + 2 * call(other, w, zero, 2, 1),
        "With b = 0 the layer is linear in x: the result for x + 2·x' is that for x plus twice that for x'.",
        inputs={"x": x, "x'": other, "w": w, "stride": 2, "pad": 1},
    )


def linear_in_w(call: Call, rng: Any) -> Law:
    """Mix two kernels: without a bias the results mix in the same way."""
    x, w, other, zero = rng.normal(2, 6, 5, 3), rng.normal(3, 2, 3, 4), rng.normal(3, 2, 3, 4), np.zeros(4)
    return Law(
        call(x, w + 2 * other, zero, 2, 1),
        call(x, w, zero, 2, 1) + 2 * call(x, other, zero, 2, 1),
        "With b = 0 the layer is linear in w: the result for w + 2·w' is that for w plus twice that for w'.",
        inputs={"x": x, "w": w, "w'": other, "stride": 2, "pad": 1},
    )


def additive_bias(call: Call, rng: Any) -> Law:
    """Change the bias: every position of a channel changes by as much."""
    x, w, b, change = rng.normal(2, 6, 5, 3), rng.normal(3, 2, 3, 4), rng.normal(4), rng.normal(4)
    return Law(
        call(x, w, b + change),
        call(x, w, b) + change,
        "A bias that is larger by d makes each number of its depth slice larger by d.",
        inputs={"x": x, "w": w, "b": b, "d": change},
    )


def shift_equivariant(call: Call, rng: Any) -> Law:
    """Move the image: away from the borders the result moves along."""
    x, w, b = rng.normal(1, 7, 8, 3), rng.normal(3, 2, 3, 4), rng.normal(4)
    moved = np.roll(x, (1, 1), axis=(1, 2))
    return Law(
        call(moved, w, b)[:, 1:, 1:],
        call(x, w, b)[:, :-1, :-1],
        "Move the image one row down and one column to the right, and away from the borders the result moves along.",
        inputs={"x": x, "w": w, "b": b},
    )


def one_by_one_is_a_product(call: Call, rng: Any) -> Law:
    """Take kernels of one pixel: the layer is a matrix product over the channels."""
    x, w, b = rng.normal(2, 4, 5, 3), rng.normal(1, 1, 3, 4), rng.normal(4)
    return Law(
        call(x, w, b),
        x @ w[0, 0] + b,
        "With a 1×1 kernel the layer is x @ w[0, 0] + b, a matrix product at each pixel.",
        inputs={"x": x, "w": w, "b": b},
    )
