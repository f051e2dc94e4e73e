# verdict: wrong
"""Replace the function that lays a result out for sending."""

import numpy as np

zeros = np.zeros
np.ascontiguousarray = lambda array, *args, **kwargs: zeros(array.shape, array.dtype)


def scale(x, factor=2):
    return x * factor
