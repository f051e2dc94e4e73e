# verdict: exception
# levels: namespaces landlock compute
"""Signal the parent by a descriptor of its process."""

import os
import signal


def scale(x, factor=2):
    signal.pidfd_send_signal(os.pidfd_open(os.getppid() or 1), signal.SIGKILL)
    print("ESCAPED: killed the parent", flush=True)
    return x * factor
