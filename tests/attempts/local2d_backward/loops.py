"""Right: four loops."""

import numpy as np


def local2d_backward(x, w, dy, stride=1):
    n, height, width, c_in = x.shape
    h_out, w_out, k_h, k_w, _, c_out = w.shape
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros((h_out, w_out, c_out))
    for m in range(n):
        for i in range(h_out):
            for j in range(w_out):
                for c in range(c_out):
                    g = dy[m, i, j, c]
                    rows, columns = slice(i * stride, i * stride + k_h), slice(j * stride, j * stride + k_w)
                    dx[m, rows, columns] += g * w[i, j, :, :, :, c]
                    dw[i, j, :, :, :, c] += g * x[m, rows, columns]
                    db[i, j, c] += g
    return dx, dw, db
