"""Wrong: db stays zero."""

import numpy as np


def share_gradient(dw_local, db_local):
    dw = np.zeros(dw_local.shape[2:])
    for i, j in np.ndindex(dw_local.shape[:2]):
        dw += dw_local[i, j]
    return dw, np.zeros(db_local.shape[2])
