"""Right: one number of the output as a function of its index, for np.vectorize."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, _, c_out = w.shape
    shape = len(x), (padded.shape[1] - k_h) // stride + 1, (padded.shape[2] - k_w) // stride + 1, c_out

    def number(n, i, j, c):
        return np.vdot(padded[n, i * stride :, j * stride :][:k_h, :k_w], w[..., c]) + b[c]

    return np.vectorize(number, otypes=[float])(*np.indices(shape))
