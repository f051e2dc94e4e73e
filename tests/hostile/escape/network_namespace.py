# verdict: forbidden operation
# levels: namespaces landlock compute
# proof: ESCAPED
"""Leave the parent's network."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.unshare(0x40000000) == 0:
        print("ESCAPED: a network namespace", flush=True)
    return x * factor
