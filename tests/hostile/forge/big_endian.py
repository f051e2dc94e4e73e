# verdict: passed
"""Return the right numbers in the other order of bytes."""


def scale(x, factor=2):
    y = x * factor
    return y.astype(y.dtype.newbyteorder(">"))
