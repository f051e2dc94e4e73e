"""Wrong: the gradient of the padded image is returned."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    x = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    k_h, k_w, c_in, c_out = w.shape
    dx, dw = np.zeros(x.shape), np.zeros((k_h * k_w * c_in, c_out))
    kernels = w.reshape(-1, c_out)
    for i in range(dy.shape[1]):
        for j in range(dy.shape[2]):
            rows, columns = slice(i * stride, i * stride + k_h), slice(j * stride, j * stride + k_w)
            dw += x[:, rows, columns].reshape(len(x), k_h * k_w * c_in).T @ dy[:, i, j]
            dx[:, rows, columns] += (dy[:, i, j] @ kernels.T).reshape(-1, k_h, k_w, c_in)
    return dx, dw.reshape(w.shape), dy.sum(axis=(0, 1, 2))
