# verdict: exception
# levels: namespaces landlock compute
"""Exchange two files of NumPy's by one call."""

import ctypes
import os
import platform

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 316, "aarch64": 276}[platform.machine()]
PATH = os.fsencode(os.path.join(os.path.dirname(np.__file__), "py.typed"))


def scale(x, factor=2):
    if libc.syscall(NUMBER, ctypes.c_int(-100), PATH, ctypes.c_int(-100), PATH.replace(b"py.typed", b"conftest.py"), 2) < 0:
        raise OSError(ctypes.get_errno(), "the call")
    print("ESCAPED: two files were exchanged", flush=True)
    return x * factor
