"""Wrong: made for x @ matrix."""

import numpy as np


def conv_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = (height - k_h) // stride + 1, (width - k_w) // stride + 1
    matrix = np.zeros((height * width * c_in, h_out * w_out * c_out), w.dtype)
    for i, j, c, p, q, d in np.ndindex(h_out, w_out, c_out, k_h, k_w, c_in):
        pixel = ((i * stride + p) * width + j * stride + q) * c_in + d
        matrix[pixel, (i * w_out + j) * c_out + c] = w[p, q, d, c]
    return matrix
