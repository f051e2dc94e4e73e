# verdict: exception
"""Recurse in Python, as everyone does by mistake."""


def scale(x, factor=2):
    return scale(x, factor) + 1
