"""Right: np.correlate slides a row of the kernel along a row of the image; the rest is sums."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    n, height, width, c_in = x.shape
    k_h, k_w, _, c_out = w.shape
    padded = np.zeros((n, height + 2 * pad, width + 2 * pad, c_in))
    padded[:, pad : pad + height, pad : pad + width] = x
    h_out, w_out = (height + 2 * pad - k_h) // stride + 1, (width + 2 * pad - k_w) // stride + 1
    y = np.zeros((n, h_out, w_out, c_out)) + b
    for m, i, c, p, d in np.ndindex(n, h_out, c_out, k_h, c_in):
        # np.correlate exchanges its arguments where the second one is longer; here it never is.
        y[m, i, :, c] += np.correlate(padded[m, i * stride + p, :, d], w[p, :, d, c], "valid")[::stride]
    return y
