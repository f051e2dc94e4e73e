# verdict: wrong or time-out
"""Answers as slowly as it may, with the wrong numbers."""

import os
import time


def scale(x, factor=2):
    time.sleep(0.3)
    return x * 0
