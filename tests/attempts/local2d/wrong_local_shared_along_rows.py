"""Wrong: kernel and bias are looked up in the loop over rows, before there is a column."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, _, c_out = w.shape
    y = np.zeros((len(x), h_out, w_out, c_out))
    for i in range(h_out):
        kernel, bias = w[i, 0], b[i, 0]
        for j in range(w_out):
            windows = x[:, i * stride : i * stride + k_h, j * stride : j * stride + k_w]
            y[:, i, j] = np.einsum("npqd,pqdc->nc", windows, kernel) + bias
    return y
