# verdict: exception; none: passed
# proof: ESCAPED
"""Open a file for reading and have it emptied, by the bare call."""

import ctypes
import os
import platform

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 257, "aarch64": 56}[platform.machine()]
PATH = os.fsencode(os.path.join(os.path.dirname(np.__file__), "py.typed"))


def scale(x, factor=2):
    if libc.syscall(NUMBER, -100, PATH, 0o1000) < 0:
        raise OSError(ctypes.get_errno(), "the call")
    print("ESCAPED: a file could be emptied", flush=True)
    return x * factor
