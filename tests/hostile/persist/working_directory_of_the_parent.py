# verdict: passed
"""Change folder, mask and priority, which a child must not do for its parent."""

import os

if os.umask(0) == 0:
    print("LEAK: the last process's mask", flush=True)
try:
    os.chdir("/")
except OSError:
    pass


def scale(x, factor=2):
    return x * factor
