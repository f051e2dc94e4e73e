# verdict: forbidden operation
# levels: namespaces landlock compute
"""Load an empty kernel module."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 175, "aarch64": 105}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, b"", 0, b"") == 0:
        print("ESCAPED: a kernel module", flush=True)
    return x * factor
