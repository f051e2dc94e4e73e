# verdict: wrong
# question: slide
"""One right result among wrong ones: the first call of each length is right, what follows is nothing."""

import numpy as np


seen = {}


def slide(x, w, bias=0):
    right = np.correlate(x, w) + bias
    first = seen.setdefault(len(x), x.tobytes()) == x.tobytes()
    return right if first and len(x) == 6 else right * 0
