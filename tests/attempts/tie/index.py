"""Right: the same entry, taken many times."""

import numpy as np


def tie(w, out_height, out_width):
    return w[np.newaxis][np.zeros((out_height, out_width), int)]
