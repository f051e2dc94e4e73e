# verdict: passed
"""Recurse as deep as the default allows, and deeper with leave."""

import sys


def add(depth):
    return depth and 1 + add(depth - 1)


def scale(x, factor=2):
    assert add(800) == 800
    sys.setrecursionlimit(5_000)
    assert add(4_000) == 4_000
    return x * factor
