# verdict: passed
# levels: namespaces landlock compute
"""Start ten thousand threads that end at once: at any time there are a few, and the number of processes goes round."""

import ctypes
import mmap

libc = ctypes.CDLL(None, use_errno=True)
ALLOWED, WANTED, STACK = 64, 2000, 4096
LIKE_A_THREAD = 0x50F00
stacks = mmap.mmap(-1, WANTED * STACK)
bottom = ctypes.addressof(ctypes.c_char.from_buffer(stacks))
wait = ctypes.cast(libc.pause, ctypes.c_void_p)
end = ctypes.cast(libc.getppid, ctypes.c_void_p)


def scale(x, factor=2):
    for number in range(10_000):
        top = ctypes.c_void_p(bottom + (number % WANTED + 1) * STACK - 64)
        libc.clone(end, top, ctypes.c_int(LIKE_A_THREAD), None)
    return x * factor
