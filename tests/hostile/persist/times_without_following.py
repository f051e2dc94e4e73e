# verdict: exception; none: passed
# proof: ESCAPED
"""Set the times of what stands at a name, be it a link."""

import ctypes
import os
import platform

import numpy as np

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 280, "aarch64": 88}[platform.machine()]
PATH = os.fsencode(os.path.join(os.path.dirname(np.__file__), "py.typed"))


def scale(x, factor=2):
    if libc.syscall(NUMBER, -100, PATH, None, 0x100) < 0:
        raise OSError(ctypes.get_errno(), "the call")
    print("ESCAPED: the times were set", flush=True)
    return x * factor
