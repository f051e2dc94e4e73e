"""Wrong: the taps are taken from the other end."""

import numpy as np


def local2d_fast(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    y = np.zeros((len(x), h_out, w_out, c_out), np.result_type(x, w, b))
    for p in range(k_h):
        for q in range(k_w):
            part = x[:, p : p + (h_out - 1) * stride + 1 : stride, q : q + (w_out - 1) * stride + 1 : stride]
            y += np.einsum("nijd,ijdc->nijc", part, w[:, :, -1 - p, -1 - q])
    return y + b
