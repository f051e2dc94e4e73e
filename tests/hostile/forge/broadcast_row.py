# verdict: wrong
"""Return one number, spread over the right shape without memory of its own."""

import numpy as np


def scale(x, factor=2):
    return np.broadcast_to(x.dtype.type(0), x.shape)
