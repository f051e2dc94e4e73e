# verdict: exception
"""Raise an exception with ten thousand causes, the last of which is the first."""


def scale(x, factor=2):
    error = first = ValueError()
    for _ in range(10_000):
        error.__cause__ = error = ValueError()
    error.__cause__ = first
    raise first
