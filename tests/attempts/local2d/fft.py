"""Right: by the convolution theorem: each position takes its number from the convolution with its own kernel."""

import numpy as np


def local2d(x, w, b, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    y = np.zeros((len(x), h_out, w_out, c_out))
    image = np.fft.rfft2(x, axes=(1, 2))
    for i, j in np.ndindex(h_out, w_out):
        kernel = np.fft.rfft2(w[i, j], s=x.shape[1:3], axes=(0, 1))
        everywhere = np.fft.irfft2(np.einsum("nuvd,uvdc->nuvc", image, kernel.conj()), s=x.shape[1:3], axes=(1, 2))
        y[:, i, j] = everywhere[:, i * stride, j * stride]
    return y + b
