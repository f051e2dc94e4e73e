"""Right: seven loops."""

import numpy as np


def local2d_backward(x, w, dy, stride=1):
    dtype = np.result_type(x, w, dy)
    dx, dw, db = np.zeros(x.shape, dtype), np.zeros(w.shape, dtype), np.zeros(dy.shape[1:], dtype)
    for n, i, j, c in np.ndindex(dy.shape):
        db[i, j, c] += dy[n, i, j, c]
        for p, q, d in np.ndindex(w.shape[2:5]):
            dx[n, i * stride + p, j * stride + q, d] += w[i, j, p, q, d, c] * dy[n, i, j, c]
            dw[i, j, p, q, d, c] += x[n, i * stride + p, j * stride + q, d] * dy[n, i, j, c]
    return dx, dw, db
