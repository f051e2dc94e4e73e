# verdict: time-out
"""Sleep just longer than is allowed."""

import time


def scale(x, factor=2):
    time.sleep(0.7)
    return x * factor
