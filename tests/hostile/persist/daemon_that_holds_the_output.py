# verdict: exception
# levels: namespaces landlock compute
"""Leave a process that keeps what it printed to open, and closes everything else."""

import os
import time


def scale(x, factor=2):
    if os.fork() == 0:
        os.setsid()
        os.closerange(3, 1024)
        time.sleep(3)
        os._exit(0)
    return x * factor
