# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Leave a message for the next process, which no process needs to hold."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.msgget(0x67726166, 0o1666) < 0:
        raise OSError(ctypes.get_errno(), "msgget")
    print("ESCAPED: a message queue", flush=True)
    return x * factor
