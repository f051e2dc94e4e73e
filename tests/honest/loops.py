# verdict: passed
"""Do it the long way."""

import numpy as np


def scale(x, factor=2):
    y = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            y[i, j] = x[i, j] * factor
    return y
