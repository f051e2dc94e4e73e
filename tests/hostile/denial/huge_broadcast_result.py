# verdict: memory or wrong
"""Return an array of a terabyte that takes eight bytes, until it is laid out."""

import numpy as np


def scale(x, factor=2):
    return np.broadcast_to(1.0, (10**6, 10**5))
