# verdict: forbidden operation
# levels: namespaces landlock compute
"""Change how much others may store."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 179, "aarch64": 60}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, 0x80000100, None, 0, None) == 0:
        print("ESCAPED: quotas", flush=True)
    return x * factor
