"""Right: the kernel is halved until one tap is left, and the two results are added."""

import numpy as np


def taps(x, w, stride, h_out, w_out):
    k_h, k_w = w.shape[:2]
    if k_h > 1:
        half = k_h // 2
        return taps(x, w[:half], stride, h_out, w_out) + taps(x[:, half:], w[half:], stride, h_out, w_out)
    if k_w > 1:
        half = k_w // 2
        return taps(x, w[:, :half], stride, h_out, w_out) + taps(x[:, :, half:], w[:, half:], stride, h_out, w_out)
    return x[:, ::stride, ::stride][:, :h_out, :w_out] @ w[0, 0]


def conv2d(x, w, b, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h_out = (padded.shape[1] - w.shape[0]) // stride + 1
    w_out = (padded.shape[2] - w.shape[1]) // stride + 1
    return taps(padded, w, stride, h_out, w_out) + b
