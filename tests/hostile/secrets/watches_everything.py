# verdict: exception; none: passed
"""Have the kernel tell of every file that is opened, by the call that watches whole file systems."""

import ctypes
import os
import platform

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 300, "aarch64": 262}[platform.machine()]


def scale(x, factor=2):
    watch = libc.syscall(NUMBER, 0x200, os.O_RDONLY)
    if watch < 0:
        raise OSError(ctypes.get_errno(), "fanotify_init")
    return x * factor
