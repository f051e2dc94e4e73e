"""Right: a view that stands still along two axes, and its copy."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


def tie(w, out_height, out_width):
    return np.array(as_strided(w, (out_height, out_width, *w.shape), (0, 0, *w.strides)))
