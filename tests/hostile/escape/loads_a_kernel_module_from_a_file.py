# verdict: forbidden operation
# levels: namespaces landlock compute
"""Load a kernel module by its descriptor."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 313, "aarch64": 273}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, 0, b"", 0) == 0:
        print("ESCAPED: a kernel module", flush=True)
    return x * factor
