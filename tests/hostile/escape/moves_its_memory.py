# verdict: exception or forbidden operation
# levels: namespaces landlock compute
"""Change where the kernel thinks that its arguments lie."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.prctl(35, 8, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    print("ESCAPED: its memory's layout", flush=True)
    return x * factor
