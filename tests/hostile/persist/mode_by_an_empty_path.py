# verdict: exception
# levels: namespaces landlock compute
"""Set the mode of a descriptor that was opened as a path only."""

import ctypes
import os

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = 452
PATH = os.fsencode(os.path.join(os.path.dirname(np.__file__), "py.typed"))


def scale(x, factor=2):
    if libc.syscall(NUMBER, os.open(PATH, os.O_PATH), b"", 0o644, 0x1000) < 0:
        raise OSError(ctypes.get_errno(), "the call")
    print("ESCAPED: the mode was set", flush=True)
    return x * factor
