# verdict: wrong or exception
"""Turn the input itself into another array before it is sent back."""

import warnings


def scale(x, factor=2):
    y = x * factor
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        x.shape = (x.size, 1)
    return y
