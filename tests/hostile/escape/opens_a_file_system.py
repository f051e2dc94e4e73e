# verdict: forbidden operation
# levels: namespaces landlock compute
"""Open a file system by the newer calls, which older filters do not know."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.syscall(430, b"tmpfs", 0) >= 0:
        print("ESCAPED: a file system", flush=True)
    return x * factor
