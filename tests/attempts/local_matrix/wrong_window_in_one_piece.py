"""Wrong: the rows of a window are thought to follow each other in the flattened image."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    rows = []
    for i, j, c in np.ndindex(h_out, w_out, c_out):
        before = np.zeros((i * width + j) * stride * c_in, w.dtype)
        weights = w[i, j, ..., c].flatten()
        after = np.zeros(height * width * c_in - len(before) - len(weights), w.dtype)
        rows.append(np.concatenate([before, weights, after]))
    return np.stack(rows)
