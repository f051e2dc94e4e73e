"""Wrong: the gradient of the kernel comes first, since it is what one learns with."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w = w.shape[:2]
    dw, db, dpadded = np.zeros(w.shape), np.zeros(w.shape[3]), np.zeros(padded.shape)
    for n, i, j in np.ndindex(dy.shape[:3]):
        rows, columns = slice(i * stride, i * stride + k_h), slice(j * stride, j * stride + k_w)
        dw += padded[n, rows, columns, :, None] * dy[n, i, j]
        db += dy[n, i, j]
        dpadded[n, rows, columns] += (w * dy[n, i, j]).sum(axis=-1)
    return dw, dpadded[:, pad : pad + x.shape[1], pad : pad + x.shape[2]], db
