# verdict: forbidden operation
# levels: namespaces landlock compute
"""Copy the parent's descriptors, and with them its pipes and sockets."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    parent = max(libc.syscall(434, os.getppid(), 0), 0)
    for descriptor in range(64):
        if libc.syscall(438, parent, descriptor, 0) >= 0:
            print("ESCAPED: the parent's descriptor", descriptor, flush=True)
    return x * factor
