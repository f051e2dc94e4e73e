# verdict: forbidden operation
# levels: namespaces landlock compute
"""Have the kernel give up the parent's memory."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.syscall(440, -1, None, 0, 4, 0) >= 0:
        print("ESCAPED: the parent's memory", flush=True)
    return x * factor
