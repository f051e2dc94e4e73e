"""Right: the windows as the rows of a matrix."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_fast(x, w, b, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, c_in, c_out = w.shape
    windows = sliding_window_view(padded, (k_h, k_w), axis=(1, 2))[:, ::stride, ::stride]
    n, h_out, w_out = windows.shape[:3]
    rows = np.moveaxis(windows, 3, 5).reshape(n * h_out * w_out, k_h * k_w * c_in)
    return (rows @ w.reshape(k_h * k_w * c_in, c_out) + b).reshape(n, h_out, w_out, c_out)
