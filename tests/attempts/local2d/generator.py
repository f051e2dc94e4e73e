"""Right: positions and windows from a generator, for one kernel after the other."""

import numpy as np


def positions(x, w, stride):
    h_out, w_out, k_h, k_w = w.shape[:4]
    for i in range(h_out):
        for j in range(w_out):
            yield i, j, x[:, i * stride : i * stride + k_h, j * stride : j * stride + k_w]


def local2d(x, w, b, stride=1):
    y = np.zeros((len(x), *b.shape), np.result_type(x, w, b))
    for i, j, windows in positions(x, w, stride):
        y[:, i, j] = np.tensordot(windows, w[i, j], axes=3) + b[i, j]
    return y
