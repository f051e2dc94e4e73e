# verdict: wrong
"""Return items of zero bytes, of which a body may promise any number."""

import numpy as np


def scale(x, factor=2):
    return np.zeros(x.shape, "V0")
