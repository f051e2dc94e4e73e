# verdict: crashed
"""Send itself what kills; where the first process of a namespace is spared that, crash."""

import os
import signal


def scale(x, factor=2):
    os.kill(os.getpid(), signal.SIGKILL)
    os.abort()
