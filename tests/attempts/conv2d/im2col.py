"""Right: a matrix of windows times a matrix of kernels, with other names for the arguments, in the order of the stub."""

import numpy as np


def conv2d(image, kernel, bias, step=1, border=0):
    """See the stub."""
    padded = np.pad(image, ((0, 0), (border, border), (border, border), (0, 0)))
    k_h, k_w, c_in, c_out = kernel.shape
    h_out, w_out = (padded.shape[1] - k_h) // step + 1, (padded.shape[2] - k_w) // step + 1
    rows = [
        padded[n, i * step : i * step + k_h, j * step : j * step + k_w].ravel()
        for n in range(len(image))
        for i in range(h_out)
        for j in range(w_out)
    ]
    columns = np.array(rows).reshape(-1, k_h * k_w * c_in)
    return (columns @ kernel.reshape(-1, c_out) + bias).reshape(len(image), h_out, w_out, c_out)
