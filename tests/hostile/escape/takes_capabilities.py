# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Take every capability."""

import ctypes
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 126, "aarch64": 91}[sys.implementation._multiarch.split("-")[0]]


def scale(x, factor=2):
    header, every = (ctypes.c_uint32 * 2)(0x20080522, 0), (ctypes.c_uint32 * 6)(1 << 21, 1 << 21, 0, 0, 0, 0)
    if libc.syscall(NUMBER, header, every) != 0:
        raise OSError(ctypes.get_errno(), "capset")
    print("ESCAPED: the capability to administrate", flush=True)
    return x * factor
