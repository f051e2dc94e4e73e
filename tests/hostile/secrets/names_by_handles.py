# verdict: forbidden operation; none: passed
"""Get a handle on a file that it may not read, for somebody who may open it by that."""

import ctypes
import platform

NUMBER = {"x86_64": 303, "aarch64": 264}[platform.machine()]


def scale(x, factor=2):
    ctypes.CDLL(None).syscall(NUMBER, -100, b"/etc/passwd", ctypes.create_string_buffer(256), ctypes.byref(ctypes.c_int()), 0)
    return x * factor
