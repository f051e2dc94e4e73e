# verdict: passed
"""Make every call that no kernel has yet: all must say so, none may crash."""

import ctypes
import errno

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    for number in range(600, 1000):
        assert libc.syscall(number, 0, 0, 0, 0, 0, 0) == -1
        assert ctypes.get_errno() in (errno.ENOSYS, errno.EPERM)
    return x * factor
