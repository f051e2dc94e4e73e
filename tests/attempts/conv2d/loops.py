"""An attempt for the demo: seven loops, and right."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    """See the stub."""
    n, h, width, c_in = x.shape
    k_h, k_w, _, c_out = w.shape
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h_out = (h + 2 * pad - k_h) // stride + 1
    w_out = (width + 2 * pad - k_w) // stride + 1
    y = np.zeros((n, h_out, w_out, c_out))
    for image in range(n):
        for i in range(h_out):
            for j in range(w_out):
                for c in range(c_out):
                    total = b[c]
                    for row in range(k_h):
                        for column in range(k_w):
                            for d in range(c_in):
                                total += padded[image, i * stride + row, j * stride + column, d] * w[row, column, d, c]
                    y[image, i, j, c] = total
    return y
