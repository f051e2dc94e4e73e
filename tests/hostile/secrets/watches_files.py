# verdict: exception; none: passed
# proof: LEAK
"""Have the kernel tell of every file that others make."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    watch = libc.inotify_init1(0)
    if watch < 0 or libc.inotify_add_watch(watch, b"/tmp", 0xFFF) < 0:
        raise OSError(ctypes.get_errno(), "inotify")
    print("LEAK: what happens in /tmp", flush=True)
    return x * factor
