# verdict: exception; none: passed
# machine: x86_64
# proof: ESCAPED
"""Open a file for reading and have it emptied, by the call that takes no folder."""

import ctypes
import os

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = 2
PATH = os.fsencode(os.path.join(os.path.dirname(np.__file__), "py.typed"))


def scale(x, factor=2):
    if libc.syscall(NUMBER, PATH, 0o1000) < 0:
        raise OSError(ctypes.get_errno(), "the call")
    print("ESCAPED: a file could be emptied", flush=True)
    return x * factor
