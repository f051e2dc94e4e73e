# verdict: exception; none: passed
# proof: ESCAPED
"""Fork without Python's knowledge."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    child = libc.fork()
    if child == 0:
        os._exit(0)
    if child < 0:
        raise OSError(ctypes.get_errno(), "fork")
    print("ESCAPED: a process", flush=True)
    return x * factor
