"""Right: in single precision, whatever comes in."""

import numpy as np


def tie(w, out_height, out_width):
    return np.full((out_height, out_width, *w.shape), w, dtype=np.float32)
