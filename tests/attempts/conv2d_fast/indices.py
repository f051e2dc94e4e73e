"""Right: the places of all windows as arrays of indices."""

import numpy as np


def conv2d_fast(x, w, b, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w = w.shape[:2]
    tops = np.arange(0, padded.shape[1] - k_h + 1, stride)
    lefts = np.arange(0, padded.shape[2] - k_w + 1, stride)
    rows = tops[:, None] + np.arange(k_h)
    columns = lefts[:, None] + np.arange(k_w)
    windows = padded[:, rows[:, None, :, None], columns[None, :, None, :]]
    return np.tensordot(windows, w, 3) + b
