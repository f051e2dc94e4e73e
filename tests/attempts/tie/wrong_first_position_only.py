"""Wrong: one kernel is stored, and the loop is missing."""

import numpy as np


def tie(w, out_height, out_width):
    k_h, k_w, c_in, c_out = w.shape
    tied = np.zeros((out_height, out_width, k_h, k_w, c_in, c_out), w.dtype)
    tied[0, 0] = w
    return tied
