"""Right: hand-made steps through the memory of the padded image."""

import numpy as np
from numpy.lib.stride_tricks import as_strided


def conv2d_fast(x, w, b, stride=1, pad=0):
    n, height, width, c_in = x.shape
    image = np.zeros((n, height + 2 * pad, width + 2 * pad, c_in), x.dtype)
    image[:, pad : pad + height, pad : pad + width] = x
    k_h, k_w = w.shape[:2]
    shape = (n, (image.shape[1] - k_h) // stride + 1, (image.shape[2] - k_w) // stride + 1, k_h, k_w, c_in)
    s = image.strides
    windows = as_strided(image, shape, (s[0], stride * s[1], stride * s[2], s[1], s[2], s[3]), writeable=False)
    return np.tensordot(windows, w, axes=3) + b
