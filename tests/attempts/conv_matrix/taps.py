"""Right: tap by tap, at all positions together."""

import numpy as np


def conv_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = (height - k_h) // stride + 1, (width - k_w) // stride + 1
    matrix = np.zeros((h_out, w_out, c_out, height, width, c_in), w.dtype)
    i, j = np.arange(h_out)[:, np.newaxis], np.arange(w_out)
    for p in range(k_h):
        for q in range(k_w):
            matrix[i, j, :, i * stride + p, j * stride + q] = w[p, q].T
    return matrix.reshape(h_out * w_out * c_out, height * width * c_in)
