# verdict: wrong
"""Return an integer of three million digits."""


def scale(x, factor=2):
    return 1 << 10_000_000
