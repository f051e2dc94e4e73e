"""Right: begins with the bias and adds to it in place, channel by channel."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, c_in, c_out = w.shape
    h_out, w_out = (padded.shape[1] - k_h) // stride + 1, (padded.shape[2] - k_w) // stride + 1
    y = np.empty((len(x), h_out, w_out, c_out), np.result_type(x, w, b))
    y[:] = b
    for p in range(k_h):
        for q in range(k_w):
            for d in range(c_in):
                taps = padded[:, p : p + stride * h_out : stride, q : q + stride * w_out : stride, d]
                y += taps[:, :h_out, :w_out, np.newaxis] * w[p, q, d]
    return y
