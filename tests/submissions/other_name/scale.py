def Scale(x, factor=2):
    return x * factor
