# verdict: exception
# levels: namespaces landlock compute
"""Open a file for reading and have it emptied, by the call whose flags lie in memory."""

import ctypes
import os

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = 437
PATH = os.fsencode(os.path.join(os.path.dirname(np.__file__), "py.typed"))
HOW = (ctypes.c_uint64 * 3)(0o1000, 0, 0)


def scale(x, factor=2):
    if libc.syscall(NUMBER, ctypes.c_int(-100), PATH, HOW, 24) < 0:
        raise OSError(ctypes.get_errno(), "the call")
    print("ESCAPED: a file could be emptied", flush=True)
    return x * factor
