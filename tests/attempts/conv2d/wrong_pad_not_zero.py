"""Wrong: the image goes on beyond its edge as it was there."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    if pad > 0:
        x = np.concatenate([x[:, :1]] * pad + [x] + [x[:, -1:]] * pad, axis=1)
        x = np.concatenate([x[:, :, :1]] * pad + [x] + [x[:, :, -1:]] * pad, axis=2)
    k_h, k_w, _, c_out = w.shape
    h_out, w_out = (x.shape[1] - k_h) // stride + 1, (x.shape[2] - k_w) // stride + 1
    y = np.zeros((len(x), h_out, w_out, c_out))
    for p in range(k_h):
        for q in range(k_w):
            y += x[:, p : p + h_out * stride : stride, q : q + w_out * stride : stride][:, :h_out, :w_out] @ w[p, q]
    return y + b
