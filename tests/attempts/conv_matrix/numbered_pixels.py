"""Right: the windows of an image of numbers tell the columns."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = (height - k_h) // stride + 1, (width - k_w) // stride + 1
    numbers = np.arange(height * width * c_in).reshape(height, width, c_in)
    windows = sliding_window_view(numbers, (k_h, k_w), axis=(0, 1))[::stride, ::stride]
    matrix = np.zeros((h_out, w_out, c_out, height * width * c_in), w.dtype)
    for i, j, c in np.ndindex(h_out, w_out, c_out):
        matrix[i, j, c, windows[i, j].transpose(1, 2, 0)] = w[..., c]
    return matrix.reshape(-1, height * width * c_in)
