"""Right: each kernel with zeros around it, as large as the image."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    rows = []
    for i in range(h_out):
        for j in range(w_out):
            above, left = i * stride, j * stride
            sides = ((above, height - k_h - above), (left, width - k_w - left), (0, 0), (0, 0))
            rows.append(np.pad(w[i, j], sides).reshape(height * width * c_in, c_out).T)
    return np.concatenate(rows)
