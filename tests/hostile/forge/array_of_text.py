# verdict: wrong
"""Return the right numbers, written out."""


def scale(x, factor=2):
    return (x * factor).astype(str)
