# verdict: wrong
"""Return an array of as many dimensions as there can be."""

import numpy as np


def scale(x, factor=2):
    return np.zeros((1,) * 32)
