# verdict: exception
# levels: namespaces landlock compute
"""Do the same with the pipe that the parent itself writes to."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    for descriptor in range(3, 64):
        owner = (ctypes.c_int * 2)(1, os.getppid() or 1)
        if libc.fcntl(descriptor, 15, owner) == 0 and libc.fcntl(descriptor, 10, 9) == 0:
            libc.fcntl(descriptor, 4, os.O_ASYNC | os.O_RDWR)
            print("ESCAPED: the parent will be killed by its own writing", flush=True)
            return x * factor
    raise OSError(ctypes.get_errno(), "fcntl")
