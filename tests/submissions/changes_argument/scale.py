def scale(x, factor=2):
    x *= factor
    return x
