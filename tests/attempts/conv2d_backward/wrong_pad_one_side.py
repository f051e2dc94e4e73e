"""Wrong: the padding of dx is cut off below and on the right."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    n, height, width, c_in = x.shape
    k_h, k_w, _, c_out = w.shape
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dw, db = np.zeros(padded.shape), np.zeros(w.shape), np.zeros(c_out)
    for m in range(n):
        for i in range(dy.shape[1]):
            for j in range(dy.shape[2]):
                for c in range(c_out):
                    g = dy[m, i, j, c]
                    rows, columns = slice(i * stride, i * stride + k_h), slice(j * stride, j * stride + k_w)
                    dpadded[m, rows, columns] += g * w[:, :, :, c]
                    dw[:, :, :, c] += g * padded[m, rows, columns]
                    db[c] += g
    return dpadded[:, :height, :width], dw, db
