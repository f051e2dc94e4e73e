"""Wrong: the flattened kernel is written from the window's first pixel on."""

import numpy as np


def conv_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = (height - k_h) // stride + 1, (width - k_w) // stride + 1
    matrix = np.zeros((h_out * w_out * c_out, height * width * c_in), w.dtype)
    row = 0
    for i in range(h_out):
        for j in range(w_out):
            for c in range(c_out):
                first = (i * stride * width + j * stride) * c_in
                matrix[row, first : first + k_h * k_w * c_in] = w[:, :, :, c].ravel()
                row += 1
    return matrix
