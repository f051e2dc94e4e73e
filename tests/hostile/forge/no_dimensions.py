# verdict: wrong
"""Return an array of no dimensions."""

import numpy as np


def scale(x, factor=2):
    return np.array(float(x[0, 0] * factor))
