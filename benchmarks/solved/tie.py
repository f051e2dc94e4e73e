"""tie as a student may hand it in: one assignment that broadcasts."""

import numpy as np


def tie(w, out_height, out_width):
    """Copy the kernel to each position."""
    tied = np.empty((out_height, out_width, *w.shape), w.dtype)
    tied[:] = w
    return tied
