"""Wrong: kernels and biases are found by (column, row)."""

import numpy as np


def local2d(x, w, b, stride=1):
    k_h, k_w = w.shape[2:4]
    h_out, w_out = (x.shape[1] - k_h) // stride + 1, (x.shape[2] - k_w) // stride + 1
    y = np.zeros((len(x), h_out, w_out, w.shape[5]), np.result_type(x, w, b))
    for i in range(h_out):
        for j in range(w_out):
            window = x[:, i * stride : i * stride + k_h, j * stride : j * stride + k_w]
            y[:, i, j] = np.tensordot(window, w[j, i], 3) + b[j, i]
    return y
