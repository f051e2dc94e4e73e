# verdict: forbidden operation
# levels: namespaces landlock compute
"""Leave a key in the kernel for the next process."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 248, "aarch64": 217}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, b"user", b"graffiti", b"x", 1, -3) >= 0:
        print("ESCAPED: a key", flush=True)
    return x * factor
