# verdict: wrong or exception
"""Return a subclass that runs code whenever a view of it is taken."""

import numpy as np


class Restless(np.ndarray):
    def __array_finalize__(self, parent):
        if parent is not None and parent.flags.writeable:
            parent[...] = 0

    def reshape(self, *shape):
        raise SystemExit(0)


def scale(x, factor=2):
    return (x * factor).view(Restless)
