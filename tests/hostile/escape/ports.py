# verdict: forbidden operation
# levels: namespaces landlock compute
# machine: x86_64
"""Speak to the hardware directly."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.iopl(3) == 0 or libc.ioperm(0x80, 1, 1) == 0:
        print("ESCAPED: ports", flush=True)
    return x * factor
