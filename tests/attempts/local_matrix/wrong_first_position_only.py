"""Wrong: the loops over the positions are missing."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    matrix = np.zeros((h_out, w_out, c_out, height, width, c_in), w.dtype)
    for c in range(c_out):
        matrix[0, 0, c, :k_h, :k_w] = w[0, 0, :, :, :, c]
    return matrix.reshape(h_out * w_out * c_out, -1)
