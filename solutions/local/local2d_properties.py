"""Laws of the locally connected layer, and one that it must not obey."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from grader.course.laws import Law

Call = Callable[..., Any]


def linear_in_x(call: Call, rng: Any) -> Law:
    """Mix two images: without biases the results mix in the same way."""
    x, other, w, zero = (
        rng.normal(2, 6, 7, 3),
        rng.normal(2, 6, 7, 3),
        rng.normal(2, 3, 3, 2, 3, 4),
        np.zeros((2, 3, 4)),
    )
    return Law(
        call(x + 2 * other, w, zero, 2),
        call(x, w, zero, 2) + 2 * call(other, w, zero, 2),
        "With b = 0 the layer is linear in x: the result for x + 2·x' is that for x plus twice that for x'.",
        inputs={"x": x, "x'": other, "w": w, "stride": 2},
    )


def linear_in_w(call: Call, rng: Any) -> Law:
    """Mix two arrays of kernels: without biases the results mix in the same way."""
    x, w, other = rng.normal(2, 6, 7, 3), rng.normal(2, 3, 3, 2, 3, 4), rng.normal(2, 3, 3, 2, 3, 4)
    zero = np.zeros((2, 3, 4))
    return Law(
        call(x, w + 2 * other, zero, 2),
        call(x, w, zero, 2) + 2 * call(x, other, zero, 2),
        "With b = 0 the layer is linear in w: the result for w + 2·w' is that for w plus twice that for w'.",
        inputs={"x": x, "w": w, "w'": other, "stride": 2},
    )


def tied_is_shared(call: Call, rng: Any) -> Law:
    """Give every position the same kernel: that is a convolution."""
    x, w, b = rng.normal(2, 6, 7, 3), rng.normal(3, 2, 3, 4), rng.normal(4)
    windows = sliding_window_view(x, (3, 2), axis=(1, 2))[:, ::2, ::2]
    return Law(
        call(x, np.broadcast_to(w, (2, 3, *w.shape)).copy(), np.broadcast_to(b, (2, 3, 4)).copy(), 2),
        np.einsum("nijdpq,pqdc->nijc", windows, w) + b,
        "With the same kernel and the same bias at every position the layer is a convolution.",
        inputs={"x": x, "the kernel": w, "the bias": b, "stride": 2},
    )


def not_shift_equivariant(call: Call, rng: Any) -> Law:
    """Move the image: it comes before other kernels, so the result must not simply move along."""
    x, w, b = rng.normal(1, 7, 8, 3), rng.normal(5, 7, 3, 2, 3, 4), rng.normal(5, 7, 4)
    moved = np.roll(x, (1, 1), axis=(1, 2))
    return Law(
        call(moved, w, b)[:, 1:, 1:],
        call(x, w, b)[:, :-1, :-1],
        "Move the image by one pixel, and it comes before other kernels: the result must not simply move along.",
        equal=False,
        inputs={"x": x, "w": w, "b": b},
    )
