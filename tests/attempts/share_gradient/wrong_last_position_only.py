"""Wrong: = where += belongs."""

import numpy as np


def share_gradient(dw_local, db_local):
    dw, db = np.zeros(dw_local.shape[2:]), np.zeros(db_local.shape[2:])
    for i in range(dw_local.shape[0]):
        for j in range(dw_local.shape[1]):
            dw[:] = dw_local[i, j]
            db[:] = db_local[i, j]
    return dw, db
