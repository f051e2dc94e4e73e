# verdict: wrong
"""Watch every function of the worker, and change arrays as they are returned."""

import sys

import numpy as np


def trace(frame, event, value):
    if event == "return" and isinstance(value, np.ndarray) and value.flags.writeable:
        value[...] = 0
    return trace


sys.settrace(trace)


def scale(x, factor=2):
    return x * factor
