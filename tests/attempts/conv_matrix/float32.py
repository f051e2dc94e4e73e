"""Right: in single precision, whatever comes in."""

import numpy as np


def conv_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = (height - k_h) // stride + 1, (width - k_w) // stride + 1
    matrix = np.zeros((h_out, w_out, c_out, height, width, c_in), np.float32)
    for i, j in np.ndindex(h_out, w_out):
        kernels = np.moveaxis(w, 3, 0)
        matrix[i, j, :, i * stride : i * stride + k_h, j * stride : j * stride + k_w] = kernels
    return matrix.reshape(h_out * w_out * c_out, height * width * c_in)
