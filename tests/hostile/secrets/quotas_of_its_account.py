# verdict: forbidden operation; none: passed
"""Ask what its account uses of a disk."""

import ctypes
import platform

NUMBER = {"x86_64": 179, "aarch64": 60}[platform.machine()]


def scale(x, factor=2):
    ctypes.CDLL(None).syscall(NUMBER, 0x80000700, b"/", 0, ctypes.create_string_buffer(512))
    return x * factor
