# verdict: exception; none: passed
# proof: ESCAPED
"""Lock a file of NumPy's, so that whoever locks it next waits."""

import fcntl
import os

import numpy as np


def scale(x, factor=2):
    held = os.open(np.__file__, os.O_RDONLY)
    fcntl.flock(held, fcntl.LOCK_SH | fcntl.LOCK_NB)
    print("ESCAPED: a lock", flush=True)
    return x * factor
