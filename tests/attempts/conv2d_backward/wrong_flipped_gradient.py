"""Wrong: the gradient of the kernel is turned by 180 degrees, since "the backward pass is a convolution"."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w = w.shape[:2]
    h_out, w_out = dy.shape[1:3]
    dpadded, dw = np.zeros(padded.shape), np.zeros(w.shape)
    for p in range(k_h):
        for q in range(k_w):
            rows = slice(p, p + (h_out - 1) * stride + 1, stride)
            columns = slice(q, q + (w_out - 1) * stride + 1, stride)
            dpadded[:, rows, columns] += dy @ w[p, q].T
            dw[k_h - 1 - p, k_w - 1 - q] = np.einsum("nijd,nijc->dc", padded[:, rows, columns], dy)
    return dpadded[:, pad : pad + x.shape[1], pad : pad + x.shape[2]], dw, dy.sum(axis=(0, 1, 2))
