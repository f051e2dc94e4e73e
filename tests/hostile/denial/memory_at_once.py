# verdict: memory
"""Take a terabyte."""


def scale(x, factor=2):
    return bytes(10**12)
