# verdict: memory or crashed or time-out or exception or exited
"""Recurse in Python, with the limit taken away."""

import sys

sys.setrecursionlimit(2**31 - 1)


def scale(x, factor=2):
    return scale(x, factor) + 1
