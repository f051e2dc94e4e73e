# verdict: wrong
"""Return ten million results."""


def scale(x, factor=2):
    return (0,) * 10**7
