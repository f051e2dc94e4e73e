# verdict: wrong
"""Return what makes a relative tolerance infinite."""

import numpy as np


def scale(x, factor=2):
    return np.full(x.shape, np.inf)
