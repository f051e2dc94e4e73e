# verdict: wrong
# question: slide
"""Zeros everywhere: what is linear in x is kept by nothing so well as by nothing."""

import numpy as np


def slide(x, w, bias=0):
    return np.zeros(len(x) - len(w) + 1)
