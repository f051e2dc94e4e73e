"""Wrong: = where += belongs, in the two gradients that all windows share."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, _, c_out = w.shape
    dpadded, dw, db = np.zeros(padded.shape), np.zeros(w.shape), np.zeros(c_out)
    for n in range(dy.shape[0]):
        for i in range(dy.shape[1]):
            for j in range(dy.shape[2]):
                for c in range(c_out):
                    rows, columns = slice(i * stride, i * stride + k_h), slice(j * stride, j * stride + k_w)
                    dpadded[n, rows, columns] += dy[n, i, j, c] * w[..., c]
                    dw[..., c] = dy[n, i, j, c] * padded[n, rows, columns]
                    db[c] = dy[n, i, j, c]
    return dpadded[:, pad : pad + x.shape[1], pad : pad + x.shape[2]], dw, db
