# verdict: crashed
"""Takes its time to be loaded, and crashes at the end of it."""

import os
import time


time.sleep(0.4)
os.abort()


def scale(x, factor=2):
    return x * factor
