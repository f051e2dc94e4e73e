# verdict: forbidden operation
# levels: namespaces landlock compute
"""Mount a file system by the newer calls."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.syscall(432, -1, 0, 0) >= 0:
        print("ESCAPED: mounted a file system", flush=True)
    return x * factor
