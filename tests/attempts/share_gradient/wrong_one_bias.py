"""Wrong: one number for all channels of db."""

import numpy as np


def share_gradient(dw_local, db_local):
    dw = dw_local.sum(axis=(0, 1))
    db = np.zeros(db_local.shape[2])
    for i, j, c in np.ndindex(db_local.shape):
        db += db_local[i, j, c]
    return dw, db
