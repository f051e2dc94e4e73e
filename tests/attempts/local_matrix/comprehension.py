"""Right: asks of each entry which tap it is, if any."""

import numpy as np


def local_matrix(w, height, width, stride=1):
    h_out, w_out, k_h, k_w, c_in, c_out = w.shape

    def entry(i, j, c, y, x, d):
        p, q = y - i * stride, x - j * stride
        return w[i, j, p, q, d, c] if 0 <= p < k_h and 0 <= q < k_w else 0

    entries = [entry(*index) for index in np.ndindex(h_out, w_out, c_out, height, width, c_in)]
    return np.array(entries).reshape(h_out * w_out * c_out, height * width * c_in)
