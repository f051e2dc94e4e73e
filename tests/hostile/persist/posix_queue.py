# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Leave a message queue that has a name."""

import ctypes

libc = ctypes.CDLL(None, use_errno=True)


def scale(x, factor=2):
    if libc.mq_open(b"/graffiti", 0o102, 0o666, None) < 0:
        raise OSError(ctypes.get_errno(), "mq_open")
    print("ESCAPED: a message queue", flush=True)
    return x * factor
