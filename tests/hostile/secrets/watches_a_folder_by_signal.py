# verdict: exception; none: passed
"""Have the kernel send a signal whenever something changes in a folder that it may only read."""

import fcntl
import os


def scale(x, factor=2):
    folder = os.open("/", os.O_RDONLY)
    fcntl.fcntl(folder, fcntl.F_NOTIFY, fcntl.DN_MODIFY | fcntl.DN_CREATE)
    return x * factor
