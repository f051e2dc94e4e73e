"""Right: stacked twice."""

import numpy as np


def tie(w, out_height, out_width):
    return np.stack([np.stack([w] * out_width)] * out_height)
