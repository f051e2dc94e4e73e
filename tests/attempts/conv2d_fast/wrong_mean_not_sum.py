"""Wrong: the products of a window are averaged."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_fast(x, w, b, stride=1, pad=0):
    k_h, k_w, c_in, c_out = w.shape
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = sliding_window_view(padded, (k_h, k_w), axis=(1, 2))[:, ::stride, ::stride]
    rows = windows.transpose(0, 1, 2, 4, 5, 3).reshape(*windows.shape[:3], k_h * k_w * c_in)
    kernels = w.reshape(k_h * k_w * c_in, c_out)
    y = rows @ kernels / len(kernels)
    return y + b
