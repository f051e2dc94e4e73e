"""Right: slice by slice."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d(x, w, b, stride=1):
    windows = sliding_window_view(x, w.shape[2:4], axis=(1, 2))[:, ::stride, ::stride]
    slices = [np.einsum("nijdpq,ijpqd->nij", windows, w[..., c]) + b[..., c] for c in range(w.shape[5])]
    return np.stack(slices, axis=3)
