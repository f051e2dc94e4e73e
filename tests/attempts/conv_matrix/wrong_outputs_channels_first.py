"""Wrong: one block of rows for each output channel."""

import numpy as np


def conv_matrix(w, height, width, stride=1):
    k_h, k_w, c_in, c_out = w.shape
    rows = []
    for c in range(c_out):
        for top in range(0, height - k_h + 1, stride):
            for left in range(0, width - k_w + 1, stride):
                row = np.zeros((height, width, c_in), w.dtype)
                row[top : top + k_h, left : left + k_w] = w[..., c]
                rows.append(row.ravel())
    return np.array(rows)
