"""Right: einsum with ones."""

import numpy as np


def tie(w, out_height, out_width):
    return np.einsum("ij,pqdc->ijpqdc", np.ones((out_height, out_width), w.dtype), w)
