"""Wrong: the last two axes of w are taken for (C_out, C_in)."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    h_out, w_out, k_h, k_w, c_out, c_in = w.shape
    matrix = np.zeros((h_out * w_out * c_out, height * width * c_in), w.dtype)
    for i in range(h_out):
        for j in range(w_out):
            for c in range(c_out):
                for p in range(k_h):
                    for q in range(k_w):
                        for d in range(c_in):
                            row = (i * w_out + j) * c_out + c
                            column = ((i * stride + p) * width + j * stride + q) * c_in + d
                            matrix[row, column] = w[i, j, p, q, c, d]
    return matrix
