# verdict: forbidden operation
# levels: namespaces landlock compute
# proof: ESCAPED
"""Lay an empty file system over the temporary files."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0:
        print("ESCAPED: a mount", flush=True)
    return x * factor
