"""Right: lists, turned into arrays at the end."""

import numpy as np


def share_gradient(dw_local, db_local):
    _, _, k_h, k_w, c_in, c_out = dw_local.shape
    dw = [
        [[[float(dw_local[:, :, p, q, d, c].sum()) for c in range(c_out)] for d in range(c_in)] for q in range(k_w)]
        for p in range(k_h)
    ]
    return np.array(dw), np.array([float(db_local[..., c].sum()) for c in range(c_out)])
