"""Wrong: the new axes are put behind those that were there."""

import numpy as np


def tie(w, out_height, out_width):
    tied = np.empty((*w.shape, out_height, out_width), dtype=w.dtype)
    for i in range(out_height):
        for j in range(out_width):
            tied[:, :, :, :, i, j] = w
    return tied
