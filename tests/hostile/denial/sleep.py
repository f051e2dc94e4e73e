# verdict: time-out
"""Sleep for an hour, so that no limit of processor time is reached."""

import time


def scale(x, factor=2):
    time.sleep(3600)
