"""Wrong: each position is written once for each image, = where += belongs."""

import numpy as np


def local2d_backward(x, w, dy, stride=1):
    h_out, w_out, k_h, k_w, _, _ = w.shape
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(dy.shape[1:])
    for n in range(len(x)):
        for i in range(h_out):
            for j in range(w_out):
                top, left = i * stride, j * stride
                dw[i, j] = x[n, top : top + k_h, left : left + k_w, :, np.newaxis] * dy[n, i, j]
                db[i, j] = dy[n, i, j]
                dx[n, top : top + k_h, left : left + k_w] += w[i, j] @ dy[n, i, j]
    return dx, dw, db
