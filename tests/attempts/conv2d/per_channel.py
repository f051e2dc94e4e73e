"""Right: a flat convolution for each pair of channels, added up."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d(x, w, b, stride=1, pad=0):
    k_h, k_w, c_in, c_out = w.shape
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    slices = []
    for c in range(c_out):
        total = b[c]
        for d in range(c_in):
            total = total + flat(padded[..., d], w[..., d, c], stride)
        slices.append(total)
    return np.stack(slices, axis=-1)


def flat(images, kernel, stride):
    windows = sliding_window_view(images, kernel.shape, axis=(1, 2))[:, ::stride, ::stride]
    return (windows * kernel).sum(axis=(3, 4))
