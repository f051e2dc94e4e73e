"""Right: every index asks for its entry of the kernel."""

import numpy as np


def tie(w, out_height, out_width):
    return np.fromfunction(lambda i, j, *entry: w[entry], (out_height, out_width, *w.shape), dtype=int)
