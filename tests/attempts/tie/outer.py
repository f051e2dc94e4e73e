"""Right: an outer product with ones."""

import numpy as np


def tie(w, out_height, out_width):
    return np.multiply.outer(np.ones((out_height, out_width), w.dtype), w)
