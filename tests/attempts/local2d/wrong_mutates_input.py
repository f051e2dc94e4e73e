"""Wrong: windows are multiplied where they are."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    y = np.zeros((len(x), h_out, w_out, c_out), np.result_type(x, w, b))
    for n in range(len(x)):
        for i in range(h_out):
            for j in range(w_out):
                for c in range(c_out):
                    products = x[n, i * stride : i * stride + k_h, j * stride : j * stride + k_w]
                    products *= w[i, j, :, :, :, c]
                    y[n, i, j, c] = products.sum() + b[i, j, c]
    return y
