# verdict: exception
# levels: namespaces landlock compute
"""Set the flags of a file by the call of 2025, which takes its name."""

import ctypes
import os

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = 469
PATH = os.fsencode(os.path.join(os.path.dirname(np.__file__), "py.typed"))


def scale(x, factor=2):
    if libc.syscall(NUMBER, ctypes.c_int(-100), PATH, bytes(24), 24, 0) < 0:
        raise OSError(ctypes.get_errno(), "the call")
    print("ESCAPED: the flags were set", flush=True)
    return x * factor
