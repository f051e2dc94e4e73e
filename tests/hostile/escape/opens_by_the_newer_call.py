# verdict: exception; none: passed
# proof: ESCAPED
"""Open a file by the call whose flags lie in memory."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
how = (ctypes.c_uint64 * 3)(0, 0, 0)


def scale(x, factor=2):
    if libc.syscall(437, -100, b"/etc/passwd", how, 24) < 0:
        raise OSError(ctypes.get_errno(), "openat2")
    print("ESCAPED: /etc/passwd", flush=True)
    return x * factor
