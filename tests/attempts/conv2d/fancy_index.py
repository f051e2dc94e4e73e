"""Right: all windows by arrays of row and column numbers."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, c_in, c_out = w.shape
    tops = np.arange(0, padded.shape[1] - k_h + 1, stride)
    lefts = np.arange(0, padded.shape[2] - k_w + 1, stride)
    rows = tops[:, None, None, None] + np.arange(k_h)[:, None]
    columns = lefts[:, None, None] + np.arange(k_w)
    windows = padded[:, rows, columns]
    return windows.reshape(*windows.shape[:3], k_h * k_w * c_in) @ w.reshape(-1, c_out) + b
