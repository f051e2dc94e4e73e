# verdict: forbidden operation; none: passed
# proof: ESCAPED
"""Have the parent notified of its signals."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.ptrace(0, 0, 0, 0) == 0:
        print("ESCAPED: traced by the parent", flush=True)
    return x * factor
