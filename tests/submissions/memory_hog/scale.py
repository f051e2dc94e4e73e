def scale(x, factor=2):
    return [0.0] * 10**9
