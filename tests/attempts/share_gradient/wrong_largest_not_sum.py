"""Wrong: the position that matters most is thought to decide, as in max pooling."""

import numpy as np


def share_gradient(dw_local, db_local):
    positions = dw_local.shape[0] * dw_local.shape[1]
    dw = np.max(dw_local.reshape(positions, *dw_local.shape[2:]), axis=0)
    db = np.max(db_local.reshape(positions, -1), axis=0)
    return dw, db
