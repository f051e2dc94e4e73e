"""Wrong: to share is taken for to give each position a part."""

import numpy as np


def tie(w, out_height, out_width):
    part = w / out_height / out_width
    return np.tile(part, (out_height, out_width, 1, 1, 1, 1))
