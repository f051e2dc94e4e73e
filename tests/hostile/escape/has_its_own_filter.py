# verdict: exception or forbidden operation
# levels: namespaces landlock compute
"""Install a filter of its own, in place of the one it has."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.prctl(22, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    print("ESCAPED: the strictest filter", flush=True)
    return x * factor
