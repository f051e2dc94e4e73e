"""Right: all windows by arrays of row and column numbers, multiplied and summed by broadcasting."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w = w.shape[:4]
    rows = (stride * np.arange(h_out))[:, None, None, None] + np.arange(k_h)[:, None]
    columns = (stride * np.arange(w_out))[:, None, None] + np.arange(k_w)
    windows = x[:, rows, columns]
    return (windows[..., None] * w).sum(axis=(3, 4, 5)) + b
