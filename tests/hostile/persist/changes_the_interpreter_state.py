# verdict: exited
"""Change the process's modules, and look whether the next process starts from the changed ones."""

import os
import sys

import numpy as np

if hasattr(np, "graffiti") or "graffiti" in os.environ or sys.getrecursionlimit() == 12_345:
    print("LEAK: the last process's modules", flush=True)


def scale(x, factor=2):
    np.graffiti = os.environ["graffiti"] = "left"
    sys.setrecursionlimit(12_345)
    os._exit(0)
