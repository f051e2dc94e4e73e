"""Wrong: pixel numbers for an image of (C_in, H, W)."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    numbers = np.arange(c_in * height * width).reshape(c_in, height, width)
    matrix = np.zeros((h_out * w_out * c_out, c_in * height * width), w.dtype)
    for i, j, c in np.ndindex(h_out, w_out, c_out):
        window = numbers[:, i * stride : i * stride + k_h, j * stride : j * stride + k_w]
        matrix[(i * w_out + j) * c_out + c, window.ravel()] = w[i, j, :, :, :, c].transpose(2, 0, 1).ravel()
    return matrix
