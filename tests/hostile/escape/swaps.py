# verdict: forbidden operation
# levels: namespaces landlock compute
"""Turn off the machine's swapping."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.swapon(b"/graffiti", 0) == 0 or libc.swapoff(b"/graffiti") == 0:
        print("ESCAPED: swap", flush=True)
    return x * factor
