"""Right: image by image."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def local2d_backward(x, w, dy, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros((h_out, w_out, c_out))
    for image, back, gradient in zip(x, dx, dy, strict=True):
        windows = sliding_window_view(image, (k_h, k_w), axis=(0, 1))[::stride, ::stride]
        dw += np.einsum("ijdpq,ijc->ijpqdc", windows, gradient)
        db += gradient
        for i, j in np.ndindex(h_out, w_out):
            back[i * stride : i * stride + k_h, j * stride : j * stride + k_w] += w[i, j] @ gradient[i, j]
    return dx, dw, db
