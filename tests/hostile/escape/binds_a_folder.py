# verdict: forbidden operation
# levels: namespaces landlock compute
# proof: ESCAPED
"""Show the root at another place, writable."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.mount(b"/", b"/mnt", None, 4096, None) == 0:
        print("ESCAPED: the root, twice", flush=True)
    return x * factor
