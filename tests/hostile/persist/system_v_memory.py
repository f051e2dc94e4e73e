# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Leave shared memory, which no process needs to hold."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.shmget(0x67726166, 4096, 0o1666) < 0:
        raise OSError(ctypes.get_errno(), "shmget")
    print("ESCAPED: shared memory", flush=True)
    return x * factor
