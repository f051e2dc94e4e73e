# verdict: exception
# levels: namespaces landlock compute
# proof: ESCAPED
"""Open a terminal of its own, with a process behind it."""

import os
import pty


def scale(x, factor=2):
    pid, _ = pty.fork()
    if pid == 0:
        os._exit(0)
    print("ESCAPED: a terminal", flush=True)
    return x * factor
