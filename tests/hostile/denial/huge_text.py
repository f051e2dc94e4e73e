# verdict: wrong
"""Return 50 MB of text."""


def scale(x, factor=2):
    return "x" * 50_000_000
