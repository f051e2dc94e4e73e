# verdict: passed; landlock: exception; compute: exception
"""Return an array whose bytes lie in a file."""

import tempfile

import numpy as np


def scale(x, factor=2):
    with tempfile.TemporaryFile(dir=".") as file:
        y = np.memmap(file, x.dtype, "w+", shape=x.shape)
    y[...] = x * factor
    return y
