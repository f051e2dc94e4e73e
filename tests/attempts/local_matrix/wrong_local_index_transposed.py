"""Wrong: kernels are found by (column, row)."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape[2:]
    h_out, w_out = (height - k_h) // stride + 1, (width - k_w) // stride + 1
    matrix = np.zeros((h_out, w_out, c_out, height, width, c_in), w.dtype)
    for i in range(h_out):
        for j in range(w_out):
            for p in range(k_h):
                for q in range(k_w):
                    matrix[i, j, :, i * stride + p, j * stride + q] = w[j, i, p, q].T
    return matrix.reshape(h_out * w_out * c_out, height * width * c_in)
