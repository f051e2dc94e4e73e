# verdict: passed
# levels: namespaces none
"""Save an array, load it, and tidy up."""

import os

import numpy as np


def scale(x, factor=2):
    np.save("x.npy", x)
    y = np.load("x.npy")
    os.remove("x.npy")
    return y * factor
