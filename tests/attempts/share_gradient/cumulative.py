"""Right: the last of the running sums."""

import numpy as np


def share_gradient(dw_local, db_local):
    dw = np.cumsum(np.cumsum(dw_local, axis=0)[-1], axis=0)[-1]
    db = np.cumsum(np.cumsum(db_local, axis=0)[-1], axis=0)[-1]
    return dw.copy(), db.copy()
