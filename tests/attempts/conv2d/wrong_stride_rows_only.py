"""Wrong: the loop over columns was copied from an exercise without stride."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    n, height, width, _ = x.shape
    k_h, k_w, _, c_out = w.shape
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h_out = (height + 2 * pad - k_h) // stride + 1
    w_out = width + 2 * pad - k_w + 1
    y = np.zeros((n, h_out, w_out, c_out))
    for i in range(h_out):
        for j in range(w_out):
            window = x[:, i * stride : i * stride + k_h, j : j + k_w, :, np.newaxis]
            y[:, i, j] = (window * w).sum(axis=(1, 2, 3)) + b
    return y
