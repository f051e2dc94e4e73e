"""Right: numbers from a generator, in the order of the output."""

import numpy as np


def windows(x, k_h, k_w, stride):
    for image in x:
        for top in range(0, image.shape[0] - k_h + 1, stride):
            for left in range(0, image.shape[1] - k_w + 1, stride):
                yield image[top : top + k_h, left : left + k_w]


def conv2d(x, w, b, stride=1, pad=0):
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, _, c_out = w.shape
    numbers = ((window * w[..., c]).sum() + b[c] for window in windows(x, k_h, k_w, stride) for c in range(c_out))
    flat = np.fromiter(numbers, np.result_type(x, w, b))
    return flat.reshape(len(x), (x.shape[1] - k_h) // stride + 1, (x.shape[2] - k_w) // stride + 1, c_out)
