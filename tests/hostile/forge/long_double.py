# verdict: wrong
"""Return a type of number that the wire does not know."""

import numpy as np


def scale(x, factor=2):
    return (x * factor).astype(np.longdouble)
