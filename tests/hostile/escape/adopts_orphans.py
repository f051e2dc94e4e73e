# verdict: exception or forbidden operation; none: passed
# proof: ESCAPED
"""Become the one to whom orphans go, so that nobody else sees them."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.prctl(36, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    print("ESCAPED: adopts orphans", flush=True)
    return x * factor
