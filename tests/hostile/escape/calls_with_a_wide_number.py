# verdict: forbidden operation or exception or passed; none: passed
# machine: x86_64
"""Make a forbidden call whose number has high bits, which only one of filter and kernel may see."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.syscall.argtypes = (ctypes.c_long, ctypes.c_long)


def scale(x, factor=2):
    if libc.syscall((1 << 32) + 41, 2) >= 0:
        print("ESCAPED: a call with a wide number", flush=True)
    return x * factor
