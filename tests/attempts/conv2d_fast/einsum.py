"""Right: all windows, and a letter for each axis."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_fast(x, w, b, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = sliding_window_view(padded, w.shape[:2], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijdpq,pqdc->nijc", windows, w, optimize=True) + b
