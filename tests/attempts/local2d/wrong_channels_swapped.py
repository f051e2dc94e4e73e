"""Wrong: the last two axes of w are taken for (C_out, C_in)."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d(x, w, b, stride=1):
    windows = sliding_window_view(x, w.shape[2:4], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijdpq,ijpqcd->nijc", windows, w) + b
