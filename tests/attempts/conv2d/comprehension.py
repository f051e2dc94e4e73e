"""Right: one nested comprehension."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, _, c_out = w.shape
    h_out, w_out = (padded.shape[1] - k_h) // stride + 1, (padded.shape[2] - k_w) // stride + 1
    values = [
        np.tensordot(image[i * stride : i * stride + k_h, j * stride : j * stride + k_w], w, 3) + b
        for image in padded
        for i in range(h_out)
        for j in range(w_out)
    ]
    return np.array(values, np.result_type(x, w, b)).reshape(len(x), h_out, w_out, c_out)
