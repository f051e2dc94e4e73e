# verdict: forbidden operation
# levels: namespaces landlock compute
"""Enter a ring that could have been left open."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    for descriptor in range(3, 64):
        if libc.syscall(426, descriptor, 0, 0, 0, None, 0) >= 0 or libc.syscall(427, descriptor, 0, None, 0) >= 0:
            print("ESCAPED: the ring of descriptor", descriptor, flush=True)
    return x * factor
