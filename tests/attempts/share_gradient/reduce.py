"""Right: reduce, for each axis."""

import numpy as np


def share_gradient(dw_local, db_local):
    return np.add.reduce(np.add.reduce(dw_local)), np.add.reduce(np.add.reduce(db_local))
