# verdict: exception or forbidden operation; none: passed
# proof: ESCAPED
"""Make itself visible to other processes of the user."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.prctl(4, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    print("ESCAPED: can be dumped and traced", flush=True)
    return x * factor
