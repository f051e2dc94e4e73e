# verdict: forbidden operation
# levels: namespaces landlock compute
"""Read the parent's memory, without a file."""

import ctypes
import os

libc = ctypes.CDLL(None, use_errno=True)


class Vector(ctypes.Structure):
    _fields_ = (("base", ctypes.c_void_p), ("length", ctypes.c_size_t))


def scale(x, factor=2):
    byte = ctypes.create_string_buffer(1)
    vector = Vector(ctypes.addressof(byte), 1)
    if libc.process_vm_readv(os.getppid(), ctypes.byref(vector), 1, ctypes.byref(vector), 1, 0) >= 0:
        print("ESCAPED: the parent's memory", flush=True)
    return x * factor
