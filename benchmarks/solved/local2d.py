"""local2d as a student may hand it in: windows and one einsum."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d(x, w, b, stride=1):
    """Multiply each window by the kernel of its position."""
    windows = sliding_window_view(x, w.shape[2:4], axis=(1, 2))[:, ::stride, ::stride]
    return np.einsum("nijcpq,ijpqcd->nijd", windows, w) + b
