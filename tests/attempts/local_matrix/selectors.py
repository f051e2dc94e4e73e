"""Right: einsum with matrices that say which row a tap meets."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape
    down, across = np.zeros((h_out, k_h, height)), np.zeros((w_out, k_w, width))
    for i, p in np.ndindex(h_out, k_h):
        down[i, p, i * stride + p] = 1
    for j, q in np.ndindex(w_out, k_w):
        across[j, q, j * stride + q] = 1
    matrix = np.einsum("ijpqdc,ipy,jqx->ijcyxd", w, down, across, optimize=True)
    return matrix.reshape(h_out * w_out * c_out, height * width * c_in)
