"""Right: zeros, to which each weight is added."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    matrix = np.zeros((h_out * w_out * c_out, height * width * c_in))
    for i, j, p, q in np.ndindex(h_out, w_out, k_h, k_w):
        first_row, first_column = (i * w_out + j) * c_out, ((i * stride + p) * width + j * stride + q) * c_in
        matrix[first_row : first_row + c_out, first_column : first_column + c_in] += w[i, j][p, q].T
    return matrix
