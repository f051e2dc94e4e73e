"""Right: a product with ones."""

import numpy as np


def share_gradient(dw_local, db_local):
    ones = np.ones(db_local.shape[:2])
    return np.tensordot(ones, dw_local, axes=2), np.tensordot(ones, db_local, axes=2)
