# verdict: forbidden operation
# levels: namespaces landlock compute
"""Open a counter of the processor, a large part of the kernel."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 298, "aarch64": 241}[sys.implementation._multiarch.split("-")[0]]
attributes = ctypes.create_string_buffer(bytes([1, 0, 0, 0, 64]), 64)


def scale(x, factor=2):
    if libc.syscall(NUMBER, attributes, 0, -1, -1, 0) >= 0:
        print("ESCAPED: a counter", flush=True)
    return x * factor
