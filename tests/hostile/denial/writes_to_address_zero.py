# verdict: crashed
"""Write where nothing is."""

import ctypes


def scale(x, factor=2):
    ctypes.memset(0, 1, 1)
