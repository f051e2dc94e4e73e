"""Wrong: the kernel's gradients are added up, and for the bias a mean is thought to be the same."""

import numpy as np


def share_gradient(dw_local, db_local):
    dw = np.zeros(dw_local.shape[2:])
    for row in dw_local:
        for gradient in row:
            dw += gradient
    return dw, np.mean(db_local, axis=(0, 1))
