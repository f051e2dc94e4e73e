"""Wrong: an image has rows and columns, so the first channel is taken for all of it."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    k_h, k_w, _, c_out = w.shape
    gray = np.pad(x[..., 0], ((0, 0), (pad, pad), (pad, pad)))
    h_out, w_out = (gray.shape[1] - k_h) // stride + 1, (gray.shape[2] - k_w) // stride + 1
    y = np.zeros((len(x), h_out, w_out, c_out))
    for i in range(h_out):
        for j in range(w_out):
            patch = gray[:, i * stride : i * stride + k_h, j * stride : j * stride + k_w]
            for c in range(c_out):
                y[:, i, j, c] = (patch * w[:, :, 0, c]).sum(axis=(1, 2)) + b[c]
    return y
