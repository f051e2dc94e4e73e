"""Wrong: the gradients of the convolution, whose kernel all positions share."""

import numpy as np


def local2d_backward(x, w, dy, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    dx, dw, db = np.zeros(x.shape), np.zeros((k_h, k_w, c_in, c_out)), np.zeros(c_out)
    for n in range(len(x)):
        for i in range(h_out):
            for j in range(w_out):
                rows, columns = slice(i * stride, i * stride + k_h), slice(j * stride, j * stride + k_w)
                for c in range(c_out):
                    dw[..., c] += x[n, rows, columns] * dy[n, i, j, c]
                    dx[n, rows, columns] += w[i, j, ..., c] * dy[n, i, j, c]
                    db[c] += dy[n, i, j, c]
    return dx, dw, db
