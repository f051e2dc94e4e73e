"""Wrong: the positions are wished to the end."""

import numpy as np


def share_gradient(dw_local, db_local):
    k_h, k_w, c_in, c_out = dw_local.shape[2:]
    dw = np.zeros((k_h, k_w, c_in, c_out), dw_local.dtype)
    moved = np.reshape(dw_local, (k_h, k_w, c_in, c_out, -1))
    for position in range(moved.shape[4]):
        dw += moved[..., position]
    return dw, db_local.sum(axis=(0, 1))
