"""Right: in single precision, whatever comes in."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d(x, w, b, stride=1):
    x, w, b = (a.astype("float32") for a in (x, w, b))
    windows = sliding_window_view(x, w.shape[2:4], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijdpq,ijpqdc->nijc", windows, w, optimize=True) + b
