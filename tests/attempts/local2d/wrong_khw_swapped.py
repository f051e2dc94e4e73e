"""Wrong: the kernels are read as (K_w, K_h)."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_w, k_h, c_in, c_out = w.shape
    if (h_out - 1) * stride + k_h > x.shape[1] or (w_out - 1) * stride + k_w > x.shape[2]:
        raise IndexError("a window reaches over the edge")
    y = np.zeros((len(x), h_out, w_out, c_out), np.result_type(x, w, b))
    for i, j, p, q in np.ndindex(h_out, w_out, k_h, k_w):
        y[:, i, j] += x[:, i * stride + p, j * stride + q] @ w[i, j, q, p]
    return y + b
