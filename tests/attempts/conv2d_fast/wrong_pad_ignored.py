"""Wrong: nothing is padded."""

import numpy as np


def conv2d_fast(x, w, b, stride=1, pad=0):
    padded = x
    k_h, k_w, c_in, c_out = w.shape
    h_out = (padded.shape[1] - k_h) // stride + 1
    w_out = (padded.shape[2] - k_w) // stride + 1
    y = np.zeros((len(x), h_out, w_out, c_out), np.result_type(x, w, b))
    for p in range(k_h):
        for q in range(k_w):
            part = padded[:, p : p + (h_out - 1) * stride + 1 : stride, q : q + (w_out - 1) * stride + 1 : stride]
            y += np.einsum("nijd,dc->nijc", part, w[p, q])
    return y + b
