"""Right: one nested comprehension."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    values = [
        (image[i * stride : i * stride + k_h, j * stride : j * stride + k_w, :, np.newaxis] * w[i, j]).sum((0, 1, 2))
        + b[i, j]
        for image in x
        for i in range(h_out)
        for j in range(w_out)
    ]
    return np.array(values, np.result_type(x, w, b)).reshape(len(x), h_out, w_out, c_out)
