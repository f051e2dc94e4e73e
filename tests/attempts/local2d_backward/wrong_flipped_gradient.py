"""Wrong: rows and columns of each gradient are counted from the far corner."""

import numpy as np


def local2d_backward(x, w, dy, stride=1):
    h_out, w_out, k_h, k_w, _, _ = w.shape
    bottom, right = (h_out - 1) * stride + 1, (w_out - 1) * stride + 1
    dx, dw = np.zeros(x.shape), np.zeros(w.shape)
    for p in range(k_h):
        for q in range(k_w):
            pixels = x[:, p : p + bottom : stride, q : q + right : stride]
            dw[:, :, -1 - p, -1 - q] = np.einsum("nijd,nijc->ijdc", pixels, dy)
            dx[:, p : p + bottom : stride, q : q + right : stride] += np.einsum("nijc,ijdc->nijd", dy, w[:, :, p, q])
    return dx, dw, dy.sum(axis=0)
