# verdict: exception or forbidden operation; none: passed
# proof: ESCAPED
"""Take back that it is killed when its parent ends."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.prctl(1, 0, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    print("ESCAPED: outlives its parent", flush=True)
    return x * factor
