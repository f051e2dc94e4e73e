# verdict: forbidden operation
# levels: namespaces landlock compute
"""Make a call that was removed from the kernel."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 212, "aarch64": 18}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, 0, None, 0) >= 0:
        print("ESCAPED: a path of the kernel", flush=True)
    return x * factor
