"""Right: repeated along one new axis, which is then cut into rows."""

import numpy as np


def tie(w, out_height, out_width):
    return np.repeat(w[np.newaxis], out_height * out_width, axis=0).reshape(out_height, out_width, *w.shape)
