# verdict: forbidden operation
# levels: namespaces landlock compute
"""Configure a file system by the newer calls."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.syscall(431, -1, 6, None, None, 0) >= 0:
        print("ESCAPED: configured a file system", flush=True)
    return x * factor
