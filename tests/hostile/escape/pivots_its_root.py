# verdict: forbidden operation
# levels: namespaces landlock compute
"""Exchange the root for another."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 155, "aarch64": 41}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, b"/", b"/") == 0:
        print("ESCAPED: another root", flush=True)
    return x * factor
