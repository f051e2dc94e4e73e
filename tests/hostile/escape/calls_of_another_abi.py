# verdict: forbidden operation; none: passed
# machine: x86_64
"""Set the bit that makes every number another call, unknown to a filter that only counts."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.syscall(0x40000000 + 39) > 0:
        print("ESCAPED: a call by the x32 ABI", flush=True)
    return x * factor
