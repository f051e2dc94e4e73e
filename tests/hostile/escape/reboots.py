# verdict: forbidden operation
# levels: namespaces landlock compute
"""Ask for a restart, by the command that only takes Ctrl-Alt-Del away."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.reboot(0) == 0:
        print("ESCAPED: may restart the machine", flush=True)
    return x * factor
