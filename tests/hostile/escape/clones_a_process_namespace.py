# verdict: exception
# levels: namespaces landlock compute
"""Start a process in a namespace of processes."""

import ctypes
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 56, "aarch64": 220}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    child = libc.syscall(NUMBER, 0x20000000 | 17, None, None, None, None)
    if child == 0:
        os._exit(0)
    if child < 0:
        raise OSError(ctypes.get_errno(), "clone")
    print("ESCAPED: a process", flush=True)
    os.waitpid(child, 0)
    return x * factor
