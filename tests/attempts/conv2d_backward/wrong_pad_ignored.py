"""Wrong: the windows lie as if nothing were padded; beyond the edge is zero."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    n, height, width, c_in = x.shape
    k_h, k_w, _, c_out = w.shape
    dtype = np.result_type(x, w, dy)
    dx, dw, db = np.zeros(x.shape, dtype), np.zeros(w.shape, dtype), np.zeros(c_out, dtype)
    for m, i, j, c in np.ndindex(dy.shape):
        db[c] += dy[m, i, j, c]
        for p, q, d in np.ndindex(k_h, k_w, c_in):
            row, column = i * stride + p, j * stride + q
            if row < height and column < width:
                dx[m, row, column, d] += w[p, q, d, c] * dy[m, i, j, c]
                dw[p, q, d, c] += x[m, row, column, d] * dy[m, i, j, c]
    return dx, dw, db
