# verdict: exception or forbidden operation
# levels: namespaces landlock compute
"""Allow every process to trace it."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.prctl(0x59616D61, -1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    print("ESCAPED: may be traced by all", flush=True)
    return x * factor
