# verdict: forbidden operation
# levels: namespaces landlock compute
"""Make a read-only mount writable."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.syscall(442, -100, b"/", 0, None, 0) >= 0:
        print("ESCAPED: changed a mount", flush=True)
    return x * factor
