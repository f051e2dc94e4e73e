"""Right: a tensordot at each position, for all images together."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    y = np.zeros((len(x), h_out, w_out, c_out), np.result_type(x, w, b))
    for i, j in np.ndindex(h_out, w_out):
        window = x[:, i * stride : i * stride + k_h, j * stride : j * stride + k_w]
        y[:, i, j] = np.tensordot(window, w[i, j], 3) + b[i, j]
    return y
