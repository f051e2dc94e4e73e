# verdict: exited
"""Raise the usual SystemExit."""

import sys


def scale(x, factor=2):
    sys.exit(0)
