"""Right: by the convolution theorem."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    k_h, k_w = w.shape[:2]
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    size = padded.shape[1:3]
    spread = np.zeros((len(x), *size, w.shape[3]))
    spread[:, ::stride, ::stride][:, : dy.shape[1], : dy.shape[2]] = dy
    image, kernel = np.fft.rfft2(padded, axes=(1, 2)), np.fft.rfft2(w, s=size, axes=(0, 1))
    gradient = np.fft.rfft2(spread, axes=(1, 2))
    dx = np.fft.irfft2(np.einsum("nuvc,uvdc->nuvd", gradient, kernel), s=size, axes=(1, 2))
    dw = np.fft.irfft2(np.einsum("nuvd,nuvc->uvdc", image, gradient.conj()), s=size, axes=(0, 1))[:k_h, :k_w]
    return dx[:, pad : pad + x.shape[1], pad : pad + x.shape[2]].copy(), dw.copy(), dy.sum(axis=(0, 1, 2))
