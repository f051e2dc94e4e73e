"""Right: from the pixel's side: each pixel adds to all outputs that see it."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, _, c_out = w.shape
    h_out, w_out = (padded.shape[1] - k_h) // stride + 1, (padded.shape[2] - k_w) // stride + 1
    y = np.zeros((len(x), h_out, w_out, c_out), np.result_type(x, w, b)) + b
    for row in range(padded.shape[1]):
        for column in range(padded.shape[2]):
            for p in range(k_h):
                for q in range(k_w):
                    i, down = divmod(row - p, stride)
                    j, across = divmod(column - q, stride)
                    if down == 0 and across == 0 and 0 <= i < h_out and 0 <= j < w_out:
                        y[:, i, j] += padded[:, row, column] @ w[p, q]
    return y
