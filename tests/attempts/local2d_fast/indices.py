"""Right: the places of all windows as arrays of indices."""

import numpy as np


def local2d_fast(x, w, b, stride=1):
    h_out, w_out, k_h, k_w = w.shape[:4]
    rows = stride * np.arange(h_out)[:, None] + np.arange(k_h)
    columns = stride * np.arange(w_out)[:, None] + np.arange(k_w)
    windows = x[:, rows[:, None, :, None], columns[None, :, None, :]]
    return np.einsum("nijpqd,ijpqdc->nijc", windows, w, optimize=True) + b
