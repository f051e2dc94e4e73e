# verdict: forbidden operation
# levels: namespaces landlock compute
"""Load a kernel by its descriptor."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 320, "aarch64": 294}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, -1, -1, 0, b"", 0) == 0:
        print("ESCAPED: another kernel", flush=True)
    return x * factor
