# verdict: forbidden operation
# levels: namespaces landlock compute
"""Ask for a file's number on the disk."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
handle = ctypes.create_string_buffer(bytes([128, 0, 0, 0]), 136)


def scale(x, factor=2):
    if libc.name_to_handle_at(-100, b"/", handle, ctypes.byref(ctypes.c_int()), 0) == 0:
        print("ESCAPED: the handle of the root", flush=True)
    return x * factor
