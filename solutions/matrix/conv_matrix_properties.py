"""Laws of the matrix of a convolution."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from grader.course.laws import Law

Call = Callable[..., Any]


def matrix_is_the_layer(call: Call, rng: Any) -> Law:
    """Multiply the matrix with an image: that is the output of the layer."""
    x, w = rng.normal(6, 7, 2), rng.normal(3, 2, 2, 3)
    windows = sliding_window_view(x, (3, 2), axis=(0, 1))[::2, ::2]
    return Law(
        call(w, 6, 7, 2) @ x.ravel(),
        np.einsum("ijdpq,pqdc->ijc", windows, w).ravel(),
        "The matrix times x.ravel() is what the convolution without bias gives for x.",
        inputs={"w": w, "height": 6, "width": 7, "stride": 2, "x": x},
    )


def as_many_values_as_weights(call: Call, rng: Any) -> Law:
    """Collect the numbers that are not zero: they are the weights of the kernel, each of them many times."""
    w = rng.normal(2, 3, 2, 3)
    matrix = call(w, 4, 5)
    return Law(
        np.unique(matrix[matrix != 0]),
        np.unique(w),
        "Apart from zero, the matrix holds the weights of the kernel and no other number.",
        inputs={"w": w, "height": 4, "width": 5},
    )
