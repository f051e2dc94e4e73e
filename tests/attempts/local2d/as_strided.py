"""Right: windows by hand-made strides."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    x = np.ascontiguousarray(x)
    s_n, s_h, s_w, s_c = x.strides
    shape, steps = (len(x), h_out, w_out, k_h, k_w, c_in), (s_n, s_h * stride, s_w * stride, s_h, s_w, s_c)
    windows = as_strided(x, shape, steps, writeable=False)
    return (windows[..., np.newaxis] * w).sum(axis=(3, 4, 5)) + b
