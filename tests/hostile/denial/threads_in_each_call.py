# verdict: passed
# levels: namespaces landlock compute
"""Start what threads it may in every call, and return what is right: together they are no more than those of one call."""

import ctypes
import mmap

libc = ctypes.CDLL(None, use_errno=True)
ALLOWED, WANTED, STACK = 64, 2000, 4096
LIKE_A_THREAD = 0x50F00
stacks = mmap.mmap(-1, WANTED * STACK)
bottom = ctypes.addressof(ctypes.c_char.from_buffer(stacks))
wait = ctypes.cast(libc.pause, ctypes.c_void_p)
count = 0


def scale(x, factor=2):
    global count
    while count < WANTED:
        top = ctypes.c_void_p(bottom + (count + 1) * STACK - 64)
        if libc.clone(wait, top, ctypes.c_int(LIKE_A_THREAD), None) < 0:
            break
        count += 1
    if count > ALLOWED:
        print("ESCAPED:", count, "threads", flush=True)
    return x * factor
