# verdict: wrong
"""Return the right numbers and leave the input changed."""


def scale(x, factor=2):
    x *= factor
    return x.copy()
