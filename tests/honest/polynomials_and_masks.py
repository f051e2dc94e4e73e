# verdict: passed
"""Use the parts of NumPy that are imported late."""

import numpy as np


def scale(x, factor=2):
    double = np.polynomial.Polynomial([0, factor])
    masked = np.ma.masked_less(x, 0)
    assert masked.count() == (x >= 0).sum()
    return np.vectorize(double)(x).astype(x.dtype)
