# verdict: forbidden operation
# levels: namespaces landlock compute
# proof: ESCAPED
"""Leave the parent's view of the files."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.unshare(0x00020000) == 0:
        print("ESCAPED: a mount namespace", flush=True)
    return x * factor
