# verdict: passed
# levels: namespaces landlock compute
"""Start what threads it may before anything is called; they wait while the function is judged."""

import ctypes
import mmap

libc = ctypes.CDLL(None, use_errno=True)
ALLOWED, WANTED, STACK = 64, 2000, 4096
LIKE_A_THREAD = 0x50F00
stacks = mmap.mmap(-1, WANTED * STACK)
bottom = ctypes.addressof(ctypes.c_char.from_buffer(stacks))
wait = ctypes.cast(libc.pause, ctypes.c_void_p)

count = 0
while count < WANTED:
    if libc.clone(wait, ctypes.c_void_p(bottom + (count + 1) * STACK - 64), ctypes.c_int(LIKE_A_THREAD), None) < 0:
        break
    count += 1
if count > ALLOWED:
    print("ESCAPED:", count, "threads", flush=True)


def scale(x, factor=2):
    return x * factor
