# verdict: passed
"""Count its calls in a global, and keep what it computed."""

import numpy as np

calls = 0
cache = {}


def scale(x, factor=2):
    global calls
    calls += 1
    key = (x.tobytes(), x.dtype.str, factor)
    if key not in cache:
        cache[key] = x * factor
    return np.array(cache[key])
