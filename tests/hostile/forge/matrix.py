# verdict: passed
"""Return a matrix, whose products and shapes are not those of an array; its numbers are right."""

import numpy as np


def scale(x, factor=2):
    return np.matrix(x * factor)
