"""Right: tap by tap, with einsum."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    n, height, width, _ = x.shape
    k_h, k_w = w.shape[:2]
    h_out, w_out = dy.shape[1:3]
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    dpadded, dw = np.zeros(padded.shape, np.result_type(x, w, dy)), np.zeros(w.shape, np.result_type(x, w, dy))
    for p in range(k_h):
        for q in range(k_w):
            under = np.s_[:, p : p + stride * (h_out - 1) + 1 : stride, q : q + stride * (w_out - 1) + 1 : stride]
            dpadded[under] += np.einsum("nijc,dc->nijd", dy, w[p, q])
            dw[p, q] = np.einsum("nijd,nijc->dc", padded[under], dy)
    return dpadded[:, pad : pad + height, pad : pad + width], dw, dy.sum(axis=(0, 1, 2))
