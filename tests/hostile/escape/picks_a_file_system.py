# verdict: forbidden operation
# levels: namespaces landlock compute
"""Take a mounted file system to configure it anew."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.syscall(433, -100, b"/", 0) >= 0:
        print("ESCAPED: picked a file system", flush=True)
    return x * factor
