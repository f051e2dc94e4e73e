# verdict: wrong
"""Return dates."""

import numpy as np


def scale(x, factor=2):
    return (x * factor).astype("int64").astype("datetime64[s]")
