"""Right: lists of rows, turned into an array at the end."""

import numpy as np


def conv_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = (height - k_h) // stride + 1, (width - k_w) // stride + 1
    rows = []
    for i in range(h_out):
        for j in range(w_out):
            for c in range(c_out):
                image = [[[0] * c_in for _ in range(width)] for _ in range(height)]
                for p in range(k_h):
                    for q in range(k_w):
                        image[i * stride + p][j * stride + q] = w[p, q, :, c].tolist()
                rows.append([number for line in image for pixel in line for number in pixel])
    return np.array(rows)
