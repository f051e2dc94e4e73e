# verdict: exception or forbidden operation
# levels: namespaces landlock compute
"""Keep capabilities over a change of user."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.prctl(8, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")
    print("ESCAPED: keeps its capabilities", flush=True)
    return x * factor
