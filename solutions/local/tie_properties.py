"""What tying kernels is for."""

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from grader.course.laws import Law


def same_output_as_a_convolution(call: Callable[..., Any], rng: Any) -> Law:
    """Give tied kernels to a locally connected layer: it computes the convolution with the one kernel."""
    x, w = rng.normal(2, 6, 7, 3), rng.normal(3, 2, 3, 4)
    windows = sliding_window_view(x, (3, 2), axis=(1, 2))
    return Law(
        np.einsum("nijdpq,ijpqdc->nijc", windows, call(w, 4, 6)),
        np.einsum("nijdpq,pqdc->nijc", windows, w),
        "A locally connected layer with tied kernels gives what a convolution with w gives.",
        inputs={"w": w, "out_height": 4, "out_width": 6},
    )
