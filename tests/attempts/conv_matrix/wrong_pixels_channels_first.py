"""Wrong: one block of columns for each input channel."""

import numpy as np


def conv_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = (height - k_h) // stride + 1, (width - k_w) // stride + 1
    matrix = np.zeros((h_out, w_out, c_out, c_in, height, width), w.dtype)
    for i in range(h_out):
        for j in range(w_out):
            for d in range(c_in):
                for c in range(c_out):
                    block = matrix[i, j, c, d]
                    block[i * stride : i * stride + k_h, j * stride : j * stride + k_w] = w[:, :, d, c]
    return matrix.reshape(h_out * w_out * c_out, c_in * height * width)
