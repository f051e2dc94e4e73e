# verdict: forbidden operation
# levels: namespaces landlock compute
"""Unload a kernel module that does not exist."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 176, "aarch64": 106}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, b"graffiti", 0x800) == 0:
        print("ESCAPED: a kernel module", flush=True)
    return x * factor
