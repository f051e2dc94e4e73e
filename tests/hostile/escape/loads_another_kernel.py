# verdict: forbidden operation
# levels: namespaces landlock compute
"""Load a kernel of no parts, with flags that no kernel knows."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 246, "aarch64": 104}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, 0, 0, None, 0xFFFF) == 0:
        print("ESCAPED: another kernel", flush=True)
    return x * factor
