# verdict: wrong or exception
"""Return an object that passes isinstance for an array and is none."""

import numpy as np


class Impostor:
    shape, dtype, ndim = (3, 4), np.dtype(float), 2
    __class__ = property(lambda self: np.ndarray)

    def __array__(self, dtype=None, copy=None):
        return np.zeros((3, 4))


def scale(x, factor=2):
    return Impostor()
