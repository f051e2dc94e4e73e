# verdict: time-out
"""Multiply matrices for an hour, in one call."""

import numpy as np


def scale(x, factor=2):
    return np.einsum("i,j,k,l,m->", *[np.ones(2000)] * 5)
