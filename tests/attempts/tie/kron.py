"""Right: the Kronecker product with a kernel of ones."""

import numpy as np


def tie(w, out_height, out_width):
    ones = np.ones((out_height, out_width, 1, 1, 1, 1), w.dtype)
    return np.kron(ones, w[np.newaxis, np.newaxis])
