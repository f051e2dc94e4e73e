# verdict: forbidden operation
# levels: namespaces landlock compute
# machine: x86_64
# proof: ESCAPED
"""Make a call by the door for 32-bit programs, where every number means another call."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
libc.mmap.restype = ctypes.c_void_p
libc.mmap.argtypes = (ctypes.c_void_p, ctypes.c_size_t, ctypes.c_int, ctypes.c_int, ctypes.c_int, ctypes.c_long)
CODE = bytes.fromhex("53b814000000cd805bc3")


def scale(x, factor=2):
    page = libc.mmap(None, 4096, 7, 0x22, -1, 0)
    if page == ctypes.c_void_p(-1).value:
        raise OSError(ctypes.get_errno(), "mmap")
    ctypes.memmove(page, CODE, len(CODE))
    if ctypes.CFUNCTYPE(ctypes.c_int)(page)() > 0:
        print("ESCAPED: int 0x80", flush=True)
    return x * factor
