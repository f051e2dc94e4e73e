# verdict: exception
# levels: namespaces landlock compute
"""Kill the group of the parent."""

import os
import signal


def scale(x, factor=2):
    os.killpg(os.getpgid(os.getppid() or 1), signal.SIGKILL)
    print("ESCAPED: killed a group", flush=True)
    return x * factor
