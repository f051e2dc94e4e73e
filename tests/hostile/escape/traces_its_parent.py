# verdict: forbidden operation
# levels: namespaces landlock compute
# proof: ESCAPED
"""Attach to the parent as a debugger does."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.ptrace(0x4206, os.getppid(), 0, 0) == 0:
        print("ESCAPED: seized the parent", flush=True)
    return x * factor
