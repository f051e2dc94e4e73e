"""Wrong: a column for each output, made for x @ matrix."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    columns = []
    for i in range(h_out):
        for j in range(w_out):
            image = np.zeros((height, width, c_in, c_out), w.dtype)
            image[i * stride : i * stride + k_h, j * stride : j * stride + k_w] = w[i, j]
            columns.append(image.reshape(-1, c_out))
    return np.hstack(columns)
