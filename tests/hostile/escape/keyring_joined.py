# verdict: forbidden operation
# levels: namespaces landlock compute
"""Join the session of keys of another process."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 250, "aarch64": 219}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    if libc.syscall(NUMBER, 1, None) >= 0:
        print("ESCAPED: a session of keys", flush=True)
    return x * factor
