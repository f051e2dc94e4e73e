"""Wrong: the mean."""


def share_gradient(dw_local, db_local):
    return dw_local.mean(axis=(0, 1)), db_local.mean(axis=(0, 1))
