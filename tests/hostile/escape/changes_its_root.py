# verdict: forbidden operation
# levels: namespaces landlock compute
# proof: ESCAPED
"""Change the root, the first step of the classic way out of one."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.chroot(b"/tmp") == 0:
        print("ESCAPED: another root", flush=True)
    return x * factor
