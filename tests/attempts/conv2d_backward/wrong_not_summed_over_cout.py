"""Wrong: each output channel makes a gradient of the image, and the last one is returned."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, _, c_out = w.shape
    dw, db = np.zeros(w.shape), np.zeros(c_out)
    for c in range(c_out):
        dpadded = np.zeros(padded.shape)
        for n, i, j in np.ndindex(dy.shape[:3]):
            rows, columns = slice(i * stride, i * stride + k_h), slice(j * stride, j * stride + k_w)
            dpadded[n, rows, columns] += dy[n, i, j, c] * w[..., c]
            dw[..., c] += dy[n, i, j, c] * padded[n, rows, columns]
            db[c] += dy[n, i, j, c]
    return dpadded[:, pad : pad + x.shape[1], pad : pad + x.shape[2]], dw, db
