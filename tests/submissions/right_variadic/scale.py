def scale(*both):
    return both[0] * (both[1] if len(both) > 1 else 2)
