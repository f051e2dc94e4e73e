# verdict: wrong
# question: slide
"""Numbers so large that the rounding of a law swallows whatever differs; finite, so a look for NaN does not stop it."""

import numpy as np


def slide(x, w, bias=0):
    n = len(x) - len(w) + 1
    return np.arange(float(n)) + 1e250 * x.sum()
