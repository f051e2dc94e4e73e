"""Right: the mean, times the number of positions."""


def share_gradient(dw_local, db_local):
    positions = dw_local.shape[0] * dw_local.shape[1]
    return dw_local.mean(axis=(0, 1)) * positions, db_local.mean(axis=(0, 1)) * positions
