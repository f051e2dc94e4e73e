# verdict: forbidden operation
# levels: namespaces landlock compute
"""Set up the ring by which files are opened without the calls that filters see."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
parameters = ctypes.create_string_buffer(120)


def scale(x, factor=2):
    if libc.syscall(425, 4, parameters) >= 0:
        print("ESCAPED: a ring", flush=True)
    return x * factor
