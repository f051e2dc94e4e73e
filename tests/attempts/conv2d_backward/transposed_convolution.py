"""Right: dx as a convolution of dy, spread out by the stride, with turned kernels."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_backward(x, w, dy, stride=1, pad=0):
    k_h, k_w, c_in, c_out = w.shape
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    windows = sliding_window_view(padded, (k_h, k_w), axis=(1, 2))[:, ::stride, ::stride]
    n, h_out, w_out, _ = dy.shape
    spread = np.zeros((n, padded.shape[1] + k_h - 1, padded.shape[2] + k_w - 1, c_out), dy.dtype)
    spread[:, k_h - 1 :: stride, k_w - 1 :: stride][:, :h_out, :w_out] = dy
    turned = w[::-1, ::-1]
    dx = np.einsum("nyxcpq,pqdc->nyxd", sliding_window_view(spread, (k_h, k_w), axis=(1, 2)), turned)
    dw = np.einsum("nijdpq,nijc->pqdc", windows, dy)
    return dx[:, pad : pad + x.shape[1], pad : pad + x.shape[2]], dw, np.einsum("nijc->c", dy)
