"""Right: an array of six axes, which is reshaped at the end."""

import numpy as np


def conv_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = (height - k_h) // stride + 1, (width - k_w) // stride + 1
    matrix = np.zeros((h_out, w_out, c_out, height, width, c_in), w.dtype)
    for i in range(h_out):
        for j in range(w_out):
            for c in range(c_out):
                top, left = i * stride, j * stride
                matrix[i, j, c, top : top + k_h, left : left + k_w] = w[..., c]
    return matrix.reshape(h_out * w_out * c_out, -1)
