# verdict: exited or time-out
"""Sleeps nearly as long as it may while it is loaded and in each call, and exits: each call then costs a new process."""

import os
import time


time.sleep(0.4)


def scale(x, factor=2):
    time.sleep(0.4)
    os._exit(0)
