# verdict: exception or forbidden operation
# levels: namespaces landlock compute
"""Install a filter that hands every decision to a descriptor it holds."""

import ctypes
import struct
import sys

libc = ctypes.CDLL(None, use_errno=True)
NUMBER = {"x86_64": 317, "aarch64": 277}[sys.implementation._multiarch.split("-")[0]]
rule = ctypes.create_string_buffer(struct.pack("<HBBI", 6, 0, 0, 0x7FFF0000))


def scale(x, factor=2):
    program = ctypes.create_string_buffer(struct.pack("<HxxxxxxQ", 1, ctypes.addressof(rule)))
    if libc.syscall(NUMBER, 1, 8, program) < 0:
        raise OSError(ctypes.get_errno(), "seccomp")
    print("ESCAPED: answers for the filter", flush=True)
    return x * factor
