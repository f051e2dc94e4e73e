# verdict: exception
"""Put a command into whatever its standard streams are."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    for descriptor in range(3):
        for request in (0x5412, 0x541C):
            if libc.ioctl(descriptor, request, b"x") == 0:
                print("ESCAPED: typed", flush=True)
                return x * factor
    raise OSError(ctypes.get_errno(), "ioctl")
