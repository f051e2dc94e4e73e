# verdict: forbidden operation
# levels: namespaces landlock compute
# machine: x86_64
"""Change the table of segments, a part of the kernel that nobody else uses."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.syscall(154, 0, ctypes.create_string_buffer(16), 16) >= 0:
        print("ESCAPED: the table of segments", flush=True)
    return x * factor
