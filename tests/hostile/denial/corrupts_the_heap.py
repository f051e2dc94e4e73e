# verdict: crashed or exited or time-out or exception
"""Free what was never allocated."""

import ctypes


def scale(x, factor=2):
    ctypes.CDLL(None).free(ctypes.c_void_p(0x1001))
    ctypes.memset(0, 1, 1)
