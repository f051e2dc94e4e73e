# verdict: passed
"""Make views by strides."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


def scale(x, factor=2):
    wide = np.repeat(x, 2, axis=1)
    view = as_strided(wide, x.shape, (wide.strides[0], 2 * wide.strides[1]), writeable=False)
    return np.ascontiguousarray(view) * factor
