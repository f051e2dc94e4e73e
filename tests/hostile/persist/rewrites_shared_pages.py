# verdict: exception
# levels: namespaces landlock compute
"""Map a file of NumPy's so that what is written goes back to it."""

import mmap
import os

import numpy as np


def scale(x, factor=2):
    held = os.open(np.__file__, os.O_RDONLY)
    mmap.mmap(held, 1, mmap.MAP_SHARED, mmap.PROT_READ | mmap.PROT_WRITE)
    print("ESCAPED: its pages can be written", flush=True)
    return x * factor
