# verdict: exception
# levels: namespaces landlock compute
"""Set a mode by the call of 2023, which no older list of calls knows."""

import ctypes
import os

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = 452
PATH = os.fsencode(os.path.join(os.path.dirname(np.__file__), "py.typed"))


def scale(x, factor=2):
    if libc.syscall(NUMBER, -100, PATH, 0o644, 0) < 0:
        raise OSError(ctypes.get_errno(), "the call")
    print("ESCAPED: the mode was set", flush=True)
    return x * factor
