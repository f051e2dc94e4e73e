"""Right: one number of the output as a function of its index, for np.vectorize."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, _, c_out = w.shape

    @np.vectorize
    def number(n, i, j, c):
        window = x[n, i * stride : i * stride + k_h, j * stride : j * stride + k_w]
        return float((window * w[i, j, ..., c]).sum() + b[i, j, c])

    if len(x) == 0:
        return np.zeros((0, h_out, w_out, c_out))
    return number(*np.ogrid[: len(x), :h_out, :w_out, :c_out])
