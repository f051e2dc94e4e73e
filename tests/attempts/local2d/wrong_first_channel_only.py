"""Wrong: windows and kernels are taken for flat."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, _, c_out = w.shape
    y = np.zeros((len(x), h_out, w_out, c_out))
    for n in range(len(x)):
        for i in range(h_out):
            for j in range(w_out):
                for c in range(c_out):
                    total = b[i, j, c]
                    for p in range(k_h):
                        for q in range(k_w):
                            total = total + x[n, i * stride + p, j * stride + q, 0] * w[i, j, p, q, 0, c]
                    y[n, i, j, c] = total
    return y
