# verdict: memory
"""Take a gigabyte as an array that is filled."""

import numpy as np


def scale(x, factor=2):
    return np.ones(10**9, np.int8)
