# verdict: wrong
"""Return an object that becomes an array when asked, each time another one."""

import numpy as np


class Chameleon:
    calls = 0

    def __array__(self, dtype=None, copy=None):
        Chameleon.calls += 1
        return np.full((3, 4), Chameleon.calls)


def scale(x, factor=2):
    return Chameleon()
