# verdict: wrong
# question: slide
"""Single precision, and a small part of every number wrong: a tolerance that grows with the inputs would take it."""

import numpy as np


def slide(x, w, bias=0):
    return ((np.correlate(x, w) + bias) * (1 + 1e-4)).astype(np.float32)
