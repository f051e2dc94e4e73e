# verdict: passed
"""Contract indices, with an order that is searched for."""

import numpy as np


def scale(x, factor=2):
    diagonal = np.diag(np.full(x.shape[1], factor)).astype(x.dtype)
    return np.einsum("ij,jk->ik", x, diagonal, optimize=True)
