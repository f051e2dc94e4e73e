"""Wrong: sum() of an array adds up its first axis, and there are two of positions."""


def share_gradient(dw_local, db_local):
    return sum(dw_local), sum(db_local)
