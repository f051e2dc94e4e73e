# verdict: forbidden operation
# levels: namespaces landlock compute
"""Make a map for programs in the kernel."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 321, "aarch64": 280}[sys.implementation._multiarch.split("-")[0]]
attributes = ctypes.create_string_buffer(bytes([2, 0, 0, 0, 4, 0, 0, 0, 8, 0, 0, 0, 1, 0, 0, 0]), 72)


def scale(x, factor=2):
    if libc.syscall(NUMBER, 0, attributes, 72) >= 0:
        print("ESCAPED: a map in the kernel", flush=True)
    return x * factor
