"""Right: windows by np.ix_, one position at a time."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    padded = np.pad(x, [(0, 0), (pad, pad), (pad, pad), (0, 0)])
    n, height, width, _ = padded.shape
    k_h, k_w, _, c_out = w.shape
    y = np.empty((n, (height - k_h) // stride + 1, (width - k_w) // stride + 1, c_out), np.result_type(x, w, b))
    for i in range(y.shape[1]):
        for j in range(y.shape[2]):
            rows, columns = np.arange(k_h) + i * stride, np.arange(k_w) + j * stride
            y[:, i, j] = np.einsum("npqd,pqdc->nc", padded[np.ix_(range(n), rows, columns)], w) + b
    return y
