# verdict: crashed or time-out
"""The same by a crash."""

import os
import time


time.sleep(0.4)


def scale(x, factor=2):
    time.sleep(0.4)
    os.abort()
