"""Wrong: the products of a window are averaged."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d_fast(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    windows = sliding_window_view(x, (k_h, k_w), axis=(1, 2))[:, ::stride, ::stride]
    rows = windows.transpose(0, 1, 2, 4, 5, 3).reshape(len(x), h_out, w_out, k_h * k_w * c_in)
    kernels = w.reshape(h_out, w_out, k_h * k_w * c_in, c_out)
    y = np.einsum("nijk,ijkc->nijc", rows, kernels)
    return y / rows.shape[-1] + b
