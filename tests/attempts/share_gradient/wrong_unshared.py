"""Wrong: db keeps its positions."""

import numpy as np


def share_gradient(dw_local, db_local):
    dw = np.zeros(dw_local.shape[2:])
    for row in dw_local:
        for gradient in row:
            dw += gradient
    return dw, np.array(db_local)
