"""Right: seven loops, without a padded copy."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    n, height, width, c_in = x.shape
    k_h, k_w, _, c_out = w.shape
    dtype = np.result_type(x, w, dy)
    dx, dw, db = np.zeros(x.shape, dtype), np.zeros(w.shape, dtype), np.zeros(c_out, dtype)
    for m, i, j, c in np.ndindex(dy.shape):
        db[c] += dy[m, i, j, c]
        for p, q, d in np.ndindex(k_h, k_w, c_in):
            row, column = i * stride + p - pad, j * stride + q - pad
            if 0 <= row < height and 0 <= column < width:
                dx[m, row, column, d] += w[p, q, d, c] * dy[m, i, j, c]
                dw[p, q, d, c] += x[m, row, column, d] * dy[m, i, j, c]
    return dx, dw, db
