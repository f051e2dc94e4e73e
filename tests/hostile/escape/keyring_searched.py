# verdict: forbidden operation
# levels: namespaces landlock compute
"""Ask for a key, by a call that can start a program of the machine."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 249, "aarch64": 218}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, b"user", b"graffiti", None, -3) >= 0:
        print("ESCAPED: a key", flush=True)
    return x * factor
