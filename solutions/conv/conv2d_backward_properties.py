"""Laws of the gradient of the convolutional layer: each part of it is the slope of a loss."""

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
    dx = call(x, w, dy, 2, 1)[0]
    zero = np.zeros(4)
    slopes = [(_loss(x + STEP * way, w, zero, dy) - _loss(x - STEP * way, w, zero, dy)) / (2 * STEP) for way in ways]
    return Law(
        np.array([(dx * way).sum() for way in ways]),
        np.array(slopes),
        "dx says how much the loss (y · dy).sum() changes when the image is moved a little, in whatever direction.",
        inputs={"x": x, "w": w, "dy": dy, "stride": 2, "pad": 1},
    )


def gradient_of_w(call: Call, rng: Any) -> Law:
    """Move the kernel a little, in five directions: the loss changes as dw says."""
    x, w, dy = _draw(rng)
    ways = [rng.normal(*w.shape) for _ in range(5)]
    dw = call(x, w, dy, 2, 1)[1]
    zero = np.zeros(4)
    slopes = [(_loss(x, w + STEP * way, zero, dy) - _loss(x, w - STEP * way, zero, dy)) / (2 * STEP) for way in ways]
    return Law(
        np.array([(dw * way).sum() for way in ways]),
        np.array(slopes),
        "dw says how much the loss (y · dy).sum() changes when the kernel is moved a little, in whatever direction.",
        inputs={"x": x, "w": w, "dy": dy, "stride": 2, "pad": 1},
    )


def gradient_of_b(call: Call, rng: Any) -> Law:
    """Move each bias a little: the loss changes as db says."""
    x, w, dy = _draw(rng)
    steps = STEP * np.eye(4)
    return Law(
        call(x, w, dy, 2, 1)[2],
        np.array([(_loss(x, w, step, dy) - _loss(x, w, -step, dy)) / (2 * STEP) for step in steps]),
        "db says how much the loss (y · dy).sum() changes when a bias is moved a little.",
        inputs={"x": x, "w": w, "dy": dy, "stride": 2, "pad": 1},
    )


def sum_over_positions(call: Call, rng: Any) -> Law:
    """Keep a gradient for each position, as without sharing: what they say adds up to dw."""
    x, w, dy = _draw(rng)
    unshared = np.einsum("nijdpq,nijc->ijpqdc", _windows(x, w), dy)
    return Law(
        call(x, w, dy, 2, 1)[1],
        unshared.sum(axis=(0, 1)),
        "dw is the sum, over all positions, of the gradients that kernels of their own would have there.",
        inputs={"x": x, "w": w, "dy": dy, "stride": 2, "pad": 1},
    )


def _draw(rng: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    return rng.normal(2, 5, 7, 3), rng.normal(3, 2, 3, 4), rng.normal(2, 3, 4, 4)


def _loss(x: np.ndarray, w: np.ndarray, b: np.ndarray, dy: np.ndarray) -> float:
    """Return the loss of a convolution with stride 2 and pad 1."""
    return float(((np.einsum("nijdpq,pqdc->nijc", _windows(x, w), w) + b) * dy).sum())


def _windows(x: np.ndarray, w: np.ndarray) -> np.ndarray:
    padded = np.pad(x, ((0, 0), (1, 1), (1, 1), (0, 0)))
    return sliding_window_view(padded, w.shape[:2], axis=(1, 2))[:, ::2, ::2]
