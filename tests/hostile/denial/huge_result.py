# verdict: wrong
"""Return 80 MB."""

import numpy as np


def scale(x, factor=2):
    return np.zeros(10**7)
