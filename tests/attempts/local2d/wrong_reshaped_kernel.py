"""Wrong: at each position a matrix with a row for each output channel, made by reshaping."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    y = np.zeros((len(x), h_out, w_out, c_out))
    for i in range(h_out):
        for j in range(w_out):
            filters = w[i, j].reshape(c_out, -1)
            for n in range(len(x)):
                window = x[n, i * stride : i * stride + k_h, j * stride : j * stride + k_w]
                y[n, i, j] = filters.dot(window.flatten()) + b[i, j]
    return y
