"""What sharing a gradient must get right."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from grader.course.laws import Law

STEP = 0.5  # the loss is linear in the kernel, so a step need not be small


def loss_feels_the_shared_kernel(call: Callable[..., Any], rng: Any) -> Law:
    """Move a shared kernel a little, in five directions: the loss changes as the shared gradient says."""
    x, w, dy = rng.normal(2, 6, 7, 3), rng.normal(3, 2, 3, 4), rng.normal(2, 4, 6, 4)
    windows = sliding_window_view(x, (3, 2), axis=(1, 2))
    unshared, ways = np.einsum("nijdpq,nijc->ijpqdc", windows, dy), [rng.normal(*w.shape) for _ in range(5)]
    dw = call(unshared, dy.sum(axis=0))[0]

    def loss(kernel: np.ndarray) -> float:
        return float((np.einsum("nijdpq,pqdc->nijc", windows, kernel) * dy).sum())

    return Law(
        np.array([(dw * way).sum() for way in ways]),
        np.array([(loss(w + STEP * way) - loss(w - STEP * way)) / (2 * STEP) for way in ways]),
        "dw says how much the loss of a convolution changes when its one kernel is moved a little.",
        inputs={"dw_local": unshared, "db_local": dy.sum(axis=0)},
    )
