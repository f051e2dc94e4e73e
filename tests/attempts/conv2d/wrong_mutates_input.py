"""Wrong: windows are multiplied where they are."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    if pad:
        x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, _, c_out = w.shape
    h_out, w_out = (x.shape[1] - k_h) // stride + 1, (x.shape[2] - k_w) // stride + 1
    y = np.zeros((len(x), h_out, w_out, c_out), np.result_type(x, w, b))
    for n in range(len(x)):
        for i in range(h_out):
            for j in range(w_out):
                for c in range(c_out):
                    products = x[n, i * stride : i * stride + k_h, j * stride : j * stride + k_w]
                    products *= w[:, :, :, c]
                    y[n, i, j, c] = products.sum() + b[c]
    return y
