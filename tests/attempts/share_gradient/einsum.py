"""Right: einsum."""

import numpy as np


def share_gradient(dw_local, db_local):
    return np.einsum("ijpqdc->pqdc", dw_local), np.einsum("ijc->c", db_local)
