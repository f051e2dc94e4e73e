# verdict: crashed
"""Return an array over memory that is not there."""

import ctypes

import numpy as np


def scale(x, factor=2):
    nowhere = (ctypes.c_double * x.size).from_address(8)
    return np.frombuffer(nowhere).reshape(x.shape)
