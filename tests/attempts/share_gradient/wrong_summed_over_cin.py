"""Wrong: a letter too few is left, so the sum goes over the input channels as well."""

import numpy as np


def share_gradient(dw_local, db_local):
    h_out, w_out, k_h, k_w, c_in, c_out = dw_local.shape
    dw, db = np.zeros((k_h, k_w, c_out)), np.zeros(c_out)
    for i in range(h_out):
        for j in range(w_out):
            db += db_local[i, j]
            for d in range(c_in):
                dw += dw_local[i, j, :, :, d]
    return dw, db
