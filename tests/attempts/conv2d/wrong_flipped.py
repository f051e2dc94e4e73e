"""An attempt for the demo: a true convolution, which turns the kernel by 180 degrees, and so is wrong for a layer."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    """See the stub."""
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, w.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijdab,abdc->nijc", windows, w[::-1, ::-1]) + b
