def scale(x, factor=2):
    return 1.0
