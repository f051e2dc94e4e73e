# verdict: memory or exception
"""Shift a one by a hundred billion."""


def scale(x, factor=2):
    return 1 << 10**11
