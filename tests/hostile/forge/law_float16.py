# verdict: wrong
# question: slide
"""Half precision, for the tolerance that is taken from the coarser of two types."""

import numpy as np


def slide(x, w, bias=0):
    return (np.correlate(x, w) + bias + 1e-3).astype(np.float16)
