# verdict: forbidden operation
# levels: namespaces landlock compute
"""Learn about the parent's objects in the kernel."""

import ctypes
import os
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 312, "aarch64": 272}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, os.getppid(), os.getpid(), 0, 1, 1) >= 0:
        print("ESCAPED: compared", flush=True)
    return x * factor
