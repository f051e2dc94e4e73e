"""Right: a column for each output first, transposed at the end."""

import numpy as np


def conv_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = (height - k_h) // stride + 1, (width - k_w) // stride + 1
    columns = np.zeros((height, width, c_in, h_out, w_out, c_out), w.dtype)
    for i in range(h_out):
        for j in range(w_out):
            columns[i * stride : i * stride + k_h, j * stride : j * stride + k_w, :, i, j] = w
    return columns.reshape(height * width * c_in, h_out * w_out * c_out).T.copy()
