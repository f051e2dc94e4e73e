# verdict: exited or crashed
"""Close every descriptor, those of the worker too."""

import os


def scale(x, factor=2):
    os.closerange(0, 1024)
    return x * factor
