# verdict: exception
# levels: namespaces landlock compute
"""Start threads by the call whose flags lie in memory, where no filter looks."""

import ctypes
import mmap

libc = ctypes.CDLL(None, use_errno=True)
stack = mmap.mmap(-1, 65536)
bottom = ctypes.addressof(ctypes.c_char.from_buffer(stack))
arguments = (ctypes.c_uint64 * 11)(0x50F00, 0, 0, 0, 0, bottom, 65536)


def scale(x, factor=2):
    if libc.syscall(435, arguments, 88) < 0:
        raise OSError(ctypes.get_errno(), "clone3")
    print("ESCAPED: a thread", flush=True)
    return x * factor
