# verdict: exception
# levels: namespaces landlock compute
"""Kill whatever it may."""

import os
import signal


def scale(x, factor=2):
    os.kill(-1, signal.SIGKILL)
    print("ESCAPED: killed everything", flush=True)
    return x * factor
