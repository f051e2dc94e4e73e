"""Wrong: the kernel lies on its side."""

import numpy as np


def tie(w, out_height, out_width):
    k_w, k_h, c_in, c_out = w.shape
    tied = np.zeros((out_height, out_width, k_h, k_w, c_in, c_out), w.dtype)
    for p in range(k_h):
        for q in range(k_w):
            tied[:, :, p, q] = w[q, p]
    return tied
