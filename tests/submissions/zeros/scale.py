def scale(x, factor=2):
    return x * 0
