"""Laws of the gradient of the locally connected layer: each part of it is the slope of a loss."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from grader.course.laws import Law

Call = Callable[..., Any]
STEP = 0.5  # the loss is linear in each argument, so a step need not be small


def gradient_of_x(call: Call, rng: Any) -> Law:
    """Move the image a little, in five directions: the loss changes as dx says."""
    x, w, dy = _draw(rng)
    ways = [rng.normal(*x.shape) for _ in range(5)]
    dx, zero = call(x, w, dy, 2)[0], np.zeros((2, 3, 4))
    slopes = [(_loss(x + STEP * way, w, zero, dy) - _loss(x - STEP * way, w, zero, dy)) / (2 * STEP) for way in ways]
    return Law(
        np.array([(dx * way).sum() for way in ways]),
        np.array(slopes),
        "dx says how much the loss (y · dy).sum() changes when the image is moved a little, in whatever direction.",
        inputs={"x": x, "w": w, "dy": dy, "stride": 2},
    )


def gradient_of_w(call: Call, rng: Any) -> Law:
    """Move the kernels a little, in five directions: the loss changes as dw says."""
    x, w, dy = _draw(rng)
    ways = [rng.normal(*w.shape) for _ in range(5)]
    dw, zero = call(x, w, dy, 2)[1], np.zeros((2, 3, 4))
    slopes = [(_loss(x, w + STEP * way, zero, dy) - _loss(x, w - STEP * way, zero, dy)) / (2 * STEP) for way in ways]
    return Law(
        np.array([(dw * way).sum() for way in ways]),
        np.array(slopes),
        "dw says how much the loss (y · dy).sum() changes when the kernels are moved a little, in whatever direction.",
        inputs={"x": x, "w": w, "dy": dy, "stride": 2},
    )


def gradient_of_b(call: Call, rng: Any) -> Law:
    """Move the biases a little, in five directions: the loss changes as db says."""
    x, w, dy = _draw(rng)
    ways = [rng.normal(2, 3, 4) for _ in range(5)]
    db = call(x, w, dy, 2)[2]
    return Law(
        np.array([(db * way).sum() for way in ways]),
        np.array([(_loss(x, w, STEP * way, dy) - _loss(x, w, -STEP * way, dy)) / (2 * STEP) for way in ways]),
        "db says how much the loss (y · dy).sum() changes when the biases are moved a little, in whatever direction.",
        inputs={"x": x, "w": w, "dy": dy, "stride": 2},
    )


def tied_sums_to_shared(call: Call, rng: Any) -> Law:
    """Tie the kernels: the sum over the positions is the gradient of the one kernel."""
    x, _, dy = _draw(rng)
    shared = rng.normal(3, 2, 3, 4)
    windows = sliding_window_view(x, (3, 2), axis=(1, 2))[:, ::2, ::2]
    return Law(
        call(x, np.broadcast_to(shared, (2, 3, *shared.shape)).copy(), dy, 2)[1].sum(axis=(0, 1)),
        np.einsum("nijdpq,nijc->pqdc", windows, dy),
        "With tied kernels, dw summed over the positions is the gradient of the shared kernel.",
        inputs={"x": x, "the kernel": shared, "dy": dy, "stride": 2},
    )


def _draw(rng: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return rng.normal(2, 6, 7, 3), rng.normal(2, 3, 3, 2, 3, 4), rng.normal(2, 2, 3, 4)


def _loss(x: np.ndarray, w: np.ndarray, b: np.ndarray, dy: np.ndarray) -> float:
    """Return the loss of a locally connected layer with stride 2."""
    windows = sliding_window_view(x, (3, 2), axis=(1, 2))[:, ::2, ::2]
    return float(((np.einsum("nijdpq,ijpqdc->nijc", windows, w) + b) * dy).sum())
