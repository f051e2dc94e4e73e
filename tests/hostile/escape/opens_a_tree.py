# verdict: forbidden operation
# levels: namespaces landlock compute
"""Copy the tree of mounts."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.syscall(428, -100, b"/", 1) >= 0:
        print("ESCAPED: a copy of the tree of files", flush=True)
    return x * factor
