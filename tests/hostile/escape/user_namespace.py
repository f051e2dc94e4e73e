# verdict: forbidden operation
# levels: namespaces landlock compute
# proof: ESCAPED
"""Become root in a namespace of its own."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.unshare(0x10000000) == 0:
        print("ESCAPED: a user namespace", flush=True)
    return x * factor
