# verdict: wrong
"""Return an array over the input's memory, made from its address alone."""

import ctypes

import numpy as np


def scale(x, factor=2):
    x *= factor
    memory = (ctypes.c_char * x.nbytes).from_address(x.ctypes.data)
    return np.frombuffer(memory, x.dtype).reshape(x.shape)
