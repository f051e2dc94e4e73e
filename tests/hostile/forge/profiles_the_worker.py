# verdict: wrong
"""Change arrays of the worker whenever it calls something."""

import sys

import numpy as np


def profile(frame, event, value):
    for array in list(frame.f_locals.values()):
        if isinstance(array, np.ndarray) and array.flags.writeable:
            array[...] = 0


def scale(x, factor=2):
    y = x * factor
    sys.setprofile(profile)
    return y
