"""Wrong: dw and db begin anew with each image."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    n, height, width, _ = x.shape
    k_h, k_w, _, c_out = w.shape
    dx, dw, db = np.zeros(x.shape), np.zeros(w.shape), np.zeros(c_out)
    for m in range(n):
        image = np.pad(x[m], ((pad, pad), (pad, pad), (0, 0)))
        dimage, dw = np.zeros(image.shape), np.zeros(w.shape)
        for i, j in np.ndindex(dy.shape[1:3]):
            top, left = i * stride, j * stride
            dimage[top : top + k_h, left : left + k_w] += w.dot(dy[m, i, j])
            dw += image[top : top + k_h, left : left + k_w, :, np.newaxis] * dy[m, i, j]
        db = dy[m].sum(axis=(0, 1))
        dx[m] = dimage[pad : pad + height, pad : pad + width]
    return dx, dw, db
