"""Right: all windows, and a letter for each axis."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d_fast(x, w, b, stride=1):
    windows = sliding_window_view(x, w.shape[2:4], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijdpq,ijpqdc->nijc", windows, w) + b
