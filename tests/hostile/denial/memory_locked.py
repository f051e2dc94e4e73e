# verdict: exception
# levels: namespaces landlock compute
# proof: FILLED
"""Keep memory from being swapped out."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)
block = ctypes.create_string_buffer(64_000_000)


def scale(x, factor=2):
    if libc.mlock(block, ctypes.c_size_t(64_000_000)) != 0:
        raise OSError(ctypes.get_errno(), "mlock")
    print("FILLED: 64 MB of locked memory", flush=True)
    return x * factor
