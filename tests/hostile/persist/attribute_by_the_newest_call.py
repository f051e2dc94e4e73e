# verdict: exception
# levels: namespaces landlock compute
"""Write such a note by the call of 2025."""

import ctypes
import os

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = 463
PATH = os.fsencode(os.path.join(os.path.dirname(np.__file__), "py.typed"))
WORD = ctypes.create_string_buffer(b"1")
WHERE = (ctypes.c_uint64 * 2)(ctypes.addressof(WORD), 1)


def scale(x, factor=2):
    if libc.syscall(NUMBER, ctypes.c_int(-100), PATH, 0, b"user.graffiti", WHERE, 16) < 0:
        raise OSError(ctypes.get_errno(), "the call")
    print("ESCAPED: an attribute was set", flush=True)
    return x * factor
