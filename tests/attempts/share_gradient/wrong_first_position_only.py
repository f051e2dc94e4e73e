"""Wrong: all positions have the same kernel, so the gradient at one of them is thought to be enough."""

import numpy as np


def share_gradient(dw_local, db_local):
    return np.array(dw_local[0, 0]), np.array(db_local[0, 0])
