# verdict: exception or time-out or memory or exited or crashed
"""Raise an exception from a depth of a hundred thousand calls."""

import sys

sys.setrecursionlimit(10**6)


def deeper(depth):
    if depth == 0:
        raise ValueError("deep")
    deeper(depth - 1)


def scale(x, factor=2):
    deeper(100_000)
