# verdict: crashed
"""Crash with 100 MB that a core dump would hold."""

import os

KEPT = os.urandom(1000) * 100_000


def scale(x, factor=2):
    os.abort()
