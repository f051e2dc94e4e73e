# verdict: passed
"""Look at an image through windows."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def scale(x, factor=2):
    windows = sliding_window_view(np.pad(x, 1), (3, 3))
    return windows[..., 1, 1] * factor
