"""Wrong: steps are counted, not positions."""

import numpy as np


def local2d_fast(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = (x.shape[1] - k_h) // stride, (x.shape[2] - k_w) // stride
    y = np.zeros((len(x), h_out, w_out, c_out), np.result_type(x, w, b))
    for p in range(k_h):
        for q in range(k_w):
            part = x[:, p : p + (h_out - 1) * stride + 1 : stride, q : q + (w_out - 1) * stride + 1 : stride]
            y += np.einsum("nijd,ijdc->nijc", part, w[:h_out, :w_out, p, q])
    return y + b[:h_out, :w_out]
