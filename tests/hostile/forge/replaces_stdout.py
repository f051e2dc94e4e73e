# verdict: wrong
"""Replace the streams that the worker flushes."""

import sys

sys.stdout = sys.stderr = None


def scale(x, factor=2):
    return x * 0
