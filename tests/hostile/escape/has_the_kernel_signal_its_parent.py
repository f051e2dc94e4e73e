# verdict: exception
# levels: namespaces landlock compute
"""Make the parent the one that is told, by SIGKILL, when a pipe can be read."""

import fcntl
import os
import signal


def scale(x, factor=2):
    end, other = os.pipe()
    fcntl.fcntl(end, fcntl.F_SETOWN, os.getppid() or 1)
    fcntl.fcntl(end, 10, signal.SIGKILL)
    fcntl.fcntl(end, fcntl.F_SETFL, os.O_ASYNC)
    os.write(other, b"x")
    print("ESCAPED: the kernel killed the parent", flush=True)
    return x * factor
