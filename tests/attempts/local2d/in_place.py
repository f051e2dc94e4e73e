"""Right: begins with the biases and adds to them in place."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    y = np.empty((len(x), h_out, w_out, c_out), np.result_type(x, w, b))
    y[...] = b
    for i in range(h_out):
        for j in range(w_out):
            for d in range(c_in):
                for p in range(k_h):
                    for q in range(k_w):
                        y[:, i, j] += np.outer(x[:, i * stride + p, j * stride + q, d], w[i, j, p, q, d])
    return y
