"""Right: no padded copy: each tap looks whether it is inside."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    n, height, width, c_in = x.shape
    k_h, k_w, _, c_out = w.shape
    y = np.zeros((n, (height + 2 * pad - k_h) // stride + 1, (width + 2 * pad - k_w) // stride + 1, c_out)) + b
    for i in range(y.shape[1]):
        for j in range(y.shape[2]):
            for p in range(k_h):
                for q in range(k_w):
                    row, column = i * stride - pad + p, j * stride - pad + q
                    if 0 <= row < height and 0 <= column < width:
                        y[:, i, j] += x[:, row, column] @ w[p, q]
    return y
