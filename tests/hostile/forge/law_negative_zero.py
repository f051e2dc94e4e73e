# verdict: wrong
# question: slide
"""Zeros with a sign: they equal zeros, and are none for who looks at bits."""

import numpy as np


def slide(x, w, bias=0):
    return -np.zeros(len(x) - len(w) + 1)
