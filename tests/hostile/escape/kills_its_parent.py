# verdict: exception
# levels: namespaces landlock compute
"""Kill the process that it comes from."""

import os
import signal


def scale(x, factor=2):
    os.kill(os.getppid(), signal.SIGKILL)
    print("ESCAPED: killed the parent", flush=True)
    return x * factor
