# verdict: crashed
"""Execute bytes that are no program."""

import ctypes

data = ctypes.create_string_buffer(b"\xff" * 64)


def scale(x, factor=2):
    ctypes.CFUNCTYPE(ctypes.c_int)(ctypes.addressof(data))()
