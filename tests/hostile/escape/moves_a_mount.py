# verdict: forbidden operation
# levels: namespaces landlock compute
"""Move a mount by the newer calls."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.syscall(429, -1, b"", -100, b"/tmp", 4) >= 0:
        print("ESCAPED: moved a mount", flush=True)
    return x * factor
