"""Right: one assignment that broadcasts."""

import numpy as np


def tie(w, out_height, out_width):
    tied = np.zeros((out_height, out_width, *w.shape), w.dtype)
    tied[:] = w
    return tied
