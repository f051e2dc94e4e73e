# verdict: exception
# levels: namespaces landlock compute
"""Signal the parent by the call that carries a value."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.sigqueue(os.getppid() or 1, 9, None) != 0:
        raise OSError(ctypes.get_errno(), "sigqueue")
    print("ESCAPED: killed the parent", flush=True)
    return x * factor
