"""Right: a product for each position of the kernel."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    """See the stub."""
    k_h, k_w = w.shape[:2]
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h_out, w_out = (padded.shape[1] - k_h) // stride + 1, (padded.shape[2] - k_w) // stride + 1
    y = np.zeros((len(x), h_out, w_out, w.shape[3]), dtype=np.result_type(x, w, b))
    for i in range(k_h):
        for j in range(k_w):
            part = padded[:, i : i + stride * (h_out - 1) + 1 : stride, j : j + stride * (w_out - 1) + 1 : stride]
            y += np.einsum("nijd,dc->nijc", part, w[i, j])
    return y + b
