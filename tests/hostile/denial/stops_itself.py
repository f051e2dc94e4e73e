# verdict: time-out
"""Stop like a job in a terminal; where that is ignored, loop."""

import os
import signal


def scale(x, factor=2):
    os.kill(os.getpid(), signal.SIGSTOP)
    while True:
        pass
