"""Wrong: input and output channels are exchanged."""

import numpy as np


def tie(w, out_height, out_width):
    k_h, k_w, c_out, c_in = w.shape
    tied = np.zeros((out_height, out_width, k_h, k_w, c_in, c_out), w.dtype)
    for d in range(c_in):
        for c in range(c_out):
            tied[..., d, c] = w[:, :, c, d]
    return tied
