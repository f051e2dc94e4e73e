# verdict: forbidden operation or exception; none: passed
# proof: ESCAPED
"""Become a process whose addresses are not random."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.personality(0x0040000) < 0:
        raise OSError(ctypes.get_errno(), "personality")
    print("ESCAPED: another personality", flush=True)
    return x * factor
