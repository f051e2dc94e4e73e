"""Right: a row of ones times a matrix."""

import numpy as np


def share_gradient(dw_local, db_local):
    positions = dw_local.shape[0] * dw_local.shape[1]
    ones = np.ones(positions)
    dw = ones @ dw_local.reshape(positions, -1)
    return dw.reshape(dw_local.shape[2:]), ones @ db_local.reshape(positions, -1)
