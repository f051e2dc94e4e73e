"""Right: zeros, to which the kernel is added."""

import numpy as np


def tie(w, out_height, out_width):
    tied = np.zeros((out_height, out_width, *w.shape))
    tied += w
    return tied
