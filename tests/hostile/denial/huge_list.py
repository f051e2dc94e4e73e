# verdict: wrong
"""Return what is no array, ten million times."""


def scale(x, factor=2):
    return [0.0] * 10**7
