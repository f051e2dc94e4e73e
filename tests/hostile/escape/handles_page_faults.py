# verdict: forbidden operation
# levels: namespaces landlock compute
"""Handle its own page faults, by which races in the kernel are won."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 323, "aarch64": 282}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, 1) >= 0:
        print("ESCAPED: page faults", flush=True)
    return x * factor
