"""Wrong: the kernel is laid on the image once, and not slid."""

import numpy as np


def conv_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = 1 + (height - k_h) // stride, 1 + (width - k_w) // stride
    matrix = np.zeros((h_out * w_out * c_out, height * width * c_in), w.dtype)
    for c in range(c_out):
        image = np.zeros((height, width, c_in), w.dtype)
        image[:k_h, :k_w] = w[..., c]
        matrix[c] = image.ravel()
    return matrix
