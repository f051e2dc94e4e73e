"""Wrong: the loop counts the images, and looks at the first one each time."""

import numpy as np


def conv2d(x, w, b, stride=1, pad=0):
    k_h, k_w, _, c_out = w.shape
    h_out = (x.shape[1] + 2 * pad - k_h) // stride + 1
    w_out = (x.shape[2] + 2 * pad - k_w) // stride + 1
    y = np.zeros((len(x), h_out, w_out, c_out))
    for n in range(len(x)):
        image = np.pad(x[0], ((pad, pad), (pad, pad), (0, 0)))
        for i in range(h_out):
            for j in range(w_out):
                window = image[i * stride : i * stride + k_h, j * stride : j * stride + k_w]
                y[n, i, j] = np.tensordot(window, w, axes=3) + b
    return y
