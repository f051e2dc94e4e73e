"""Wrong: = where += belongs, in the gradient of the image."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w = w.shape[:2]
    dpadded, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for i in range(dy.shape[1]):
        for j in range(dy.shape[2]):
            top, left = stride * i, stride * j
            windows = padded[:, top : top + k_h, left : left + k_w]
            dw += np.tensordot(windows, dy[:, i, j], axes=(0, 0))
            dpadded[:, top : top + k_h, left : left + k_w] = np.tensordot(dy[:, i, j], w, axes=(1, 3))
    dx = dpadded[:, pad : dpadded.shape[1] - pad, pad : dpadded.shape[2] - pad]
    return dx, dw, dy.sum(axis=(0, 1, 2))
