# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Leave a semaphore, of which a machine has only so many."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.semget(0x67726166, 100, 0o1666) < 0:
        raise OSError(ctypes.get_errno(), "semget")
    print("ESCAPED: semaphores", flush=True)
    return x * factor
