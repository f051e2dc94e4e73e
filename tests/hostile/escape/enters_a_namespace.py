# verdict: forbidden operation
# levels: namespaces landlock compute
"""Enter the namespace of another process, by a descriptor that could have been left open."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    for descriptor in range(64):
        if libc.setns(descriptor, 0) == 0:
            print("ESCAPED: entered the namespace of descriptor", descriptor, flush=True)
    return x * factor
