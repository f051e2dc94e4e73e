"""Right: resize repeats an array until it is full."""

import numpy as np


def tie(w, out_height, out_width):
    return np.resize(w, (out_height, out_width, *w.shape))
