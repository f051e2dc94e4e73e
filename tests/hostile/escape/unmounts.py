# verdict: forbidden operation
# levels: namespaces landlock compute
"""Take away what covers another file system."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    for place in (b"/proc", b"/work", b"/site", b"/"):
        if libc.umount2(place, 2) == 0:
            print("ESCAPED: unmounted", place, flush=True)
    return x * factor
