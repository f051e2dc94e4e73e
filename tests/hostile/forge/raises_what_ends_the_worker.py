# verdict: exited or exception
"""Raise the exception by which the worker knows that its pipe was closed."""

import sys


def scale(x, factor=2):
    raise sys.modules["wire"].Ended
