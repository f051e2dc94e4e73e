"""Wrong: the first kernel of each position for every channel."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    y = np.zeros((len(x), h_out, w_out, c_out), np.result_type(x, w, b))
    for n in range(len(x)):
        for i in range(h_out):
            for j in range(w_out):
                for c in range(c_out):
                    total = 0
                    for p in range(k_h):
                        for q in range(k_w):
                            for d in range(c_in):
                                total += x[n, i * stride + p, j * stride + q, d] * w[i, j, p, q, d, 0]
                    y[n, i, j, c] = total + b[i, j, c]
    return y
