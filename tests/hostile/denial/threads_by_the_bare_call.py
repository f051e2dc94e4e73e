# verdict: exception
# levels: namespaces landlock compute
"""Start threads by the bare call until one is refused, each on a small stack of its own; they wait and are never joined."""

import ctypes
import mmap

libc = ctypes.CDLL(None, use_errno=True)
ALLOWED, WANTED, STACK = 64, 2000, 4096
LIKE_A_THREAD = 0x50F00
stacks = mmap.mmap(-1, WANTED * STACK)
bottom = ctypes.addressof(ctypes.c_char.from_buffer(stacks))
wait = ctypes.cast(libc.pause, ctypes.c_void_p)


def started(wanted):
    for number in range(wanted):
        top = ctypes.c_void_p(bottom + (number + 1) * STACK - 64)
        if libc.clone(wait, top, ctypes.c_int(LIKE_A_THREAD), None) < 0:
            return number
    return wanted


def scale(x, factor=2):
    threads = started(WANTED)
    if threads > ALLOWED:
        print("ESCAPED:", threads, "threads", flush=True)
        return x * factor
    raise OSError(ctypes.get_errno(), "clone")
