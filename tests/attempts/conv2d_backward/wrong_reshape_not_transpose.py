"""Wrong: dw of (C_in, K_h, K_w) is reshaped."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_backward(x, w, dy, stride=1, pad=0):
    k_h, k_w, c_in, c_out = w.shape
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = sliding_window_view(padded, (k_h, k_w), axis=(1, 2))[:, ::stride, ::stride]
    columns = windows.reshape(dy.size // c_out, c_in * k_h * k_w)
    dw = (columns.T @ dy.reshape(dy.size // c_out, c_out)).reshape(k_h, k_w, c_in, c_out)
    dx = np.zeros(padded.shape)
    for i, j in np.ndindex(dy.shape[1:3]):
        dx[:, i * stride : i * stride + k_h, j * stride : j * stride + k_w] += np.tensordot(dy[:, i, j], w, axes=(1, 3))
    return dx[:, pad : pad + x.shape[1], pad : pad + x.shape[2]], dw, dy.sum(axis=(0, 1, 2))
