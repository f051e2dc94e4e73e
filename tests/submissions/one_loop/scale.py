def scale(x, factor=2):
    while factor == 2:
        pass
    return x * factor
