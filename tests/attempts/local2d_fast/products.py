"""Right: all products at once, then the sum; it takes much memory."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d_fast(x, w, b, stride=1):
    windows = sliding_window_view(x, w.shape[2:4], axis=(1, 2))[:, ::stride, ::stride]
    windows = np.moveaxis(windows, 3, -1)[..., np.newaxis]
    return (windows * w).sum(axis=(3, 4, 5)) + b
