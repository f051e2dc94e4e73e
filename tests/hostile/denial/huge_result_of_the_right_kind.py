# verdict: wrong
"""Return two dimensions, the first as it should be."""

import numpy as np


def scale(x, factor=2):
    return np.zeros((x.shape[0], 2_000_000))
