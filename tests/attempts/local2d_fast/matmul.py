"""Right: one matrix product at each position, the images as rows."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d_fast(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    windows = sliding_window_view(x, (k_h, k_w), axis=(1, 2))[:, ::stride, ::stride]
    rows = windows.transpose(1, 2, 0, 4, 5, 3).reshape(h_out * w_out, len(x), k_h * k_w * c_in)
    y = np.matmul(rows, w.reshape(h_out * w_out, k_h * k_w * c_in, c_out))
    return y.transpose(1, 0, 2).reshape(len(x), h_out, w_out, c_out) + b
