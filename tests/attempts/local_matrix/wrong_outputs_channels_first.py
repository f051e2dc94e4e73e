"""Wrong: the channel is the outermost loop, so it changes slowest."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    matrix = np.zeros((c_out * h_out * w_out, height * width * c_in), w.dtype)
    row = 0
    for c in range(c_out):
        for i in range(h_out):
            for j in range(w_out):
                for p, q, d in np.ndindex(k_h, k_w, c_in):
                    pixel = (i * stride + p) * width + (j * stride + q)
                    matrix[row, pixel * c_in + d] = w[i, j, p, q, d, c]
                row += 1
    return matrix
