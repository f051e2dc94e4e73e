"""Wrong: b[0] for every channel."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    n, height, width, c_in = x.shape
    k_h, k_w, _, c_out = w.shape
    padded = np.zeros((n, height + 2 * pad, width + 2 * pad, c_in), x.dtype)
    padded[:, pad : pad + height, pad : pad + width] = x
    h_out = (height + 2 * pad - k_h) // stride + 1
    w_out = (width + 2 * pad - k_w) // stride + 1
    y = np.zeros((n, h_out, w_out, c_out), np.result_type(x, w, b))
    for m in range(n):
        for i in range(h_out):
            for j in range(w_out):
                for c in range(c_out):
                    total = 0
                    for p in range(k_h):
                        for q in range(k_w):
                            for d in range(c_in):
                                total += padded[m, i * stride + p, j * stride + q, d] * w[p, q, d, c]
                    y[m, i, j, c] = total + b[0]
    return y
