"""Right: the layer as a matrix: dx is its transpose times dy."""

import numpy as np


def conv2d_backward(x, w, dy, stride=1, pad=0):
    k_h, k_w, c_in, c_out = w.shape
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad), (0, 0)))
    h_out, w_out = dy.shape[1:3]
    matrix = np.zeros((h_out, w_out, c_out, *padded.shape[1:]), w.dtype)
    dw = np.zeros(w.shape, np.result_type(x, w, dy))
    for i, j in np.ndindex(h_out, w_out):
        rows, columns = slice(i * stride, i * stride + k_h), slice(j * stride, j * stride + k_w)
        matrix[i, j, :, rows, columns] = w.transpose(3, 0, 1, 2)
        dw += np.tensordot(padded[:, rows, columns], dy[:, i, j], axes=(0, 0))
    dx = np.tensordot(dy, matrix, 3)
    return dx[:, pad : pad + x.shape[1], pad : pad + x.shape[2]], dw, dy.sum(axis=(0, 1, 2))
