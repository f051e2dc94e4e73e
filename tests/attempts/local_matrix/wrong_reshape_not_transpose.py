"""Wrong: the output channel is wished to the front."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    matrix = np.zeros((h_out, w_out, c_out, height, width, c_in), w.dtype)
    for i in range(h_out):
        for j in range(w_out):
            kernels = w[i, j].reshape(c_out, k_h, k_w, c_in)
            matrix[i, j, :, i * stride : i * stride + k_h, j * stride : j * stride + k_w] = kernels
    return matrix.reshape(h_out * w_out * c_out, height * width * c_in)
