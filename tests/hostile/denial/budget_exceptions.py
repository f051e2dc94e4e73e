# verdict: exception or time-out
"""Sleeps nearly as long as it may, and raises."""

import os
import time


def scale(x, factor=2):
    time.sleep(0.4)
    raise ValueError(os.getpid())
