"""Right: broadcast, then copy."""

import numpy as np


def tie(w, out_height, out_width):
    return np.broadcast_to(w, (out_height, out_width) + w.shape).copy()
