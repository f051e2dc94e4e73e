# verdict: exception
# levels: namespaces landlock compute
"""Read the flags of a file by the call of 2025."""

import ctypes
import os

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = 468
PATH = os.fsencode(os.path.join(os.path.dirname(np.__file__), "py.typed"))


def scale(x, factor=2):
    if libc.syscall(NUMBER, ctypes.c_int(-100), PATH, ctypes.create_string_buffer(24), 24, 0) < 0:
        raise OSError(ctypes.get_errno(), "the call")
    print("ESCAPED: the flags were read", flush=True)
    return x * factor
