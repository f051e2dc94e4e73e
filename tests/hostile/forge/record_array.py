# verdict: wrong
"""Return structured values whose fields hold the right numbers."""

import numpy as np


def scale(x, factor=2):
    y = np.zeros(x.shape, [("value", x.dtype)])
    y["value"] = x * factor
    return y
