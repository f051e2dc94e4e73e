# verdict: wrong
"""Return numbers whose differences overflow."""

import numpy as np


def scale(x, factor=2):
    return np.where(x > 0, 1, -1) * np.finfo(float).max
