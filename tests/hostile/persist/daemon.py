# verdict: exception; none: passed
"""Outlive its turn: leave the session, and have no parent."""

import os
import time


def scale(x, factor=2):
    if os.fork() == 0:
        os.setsid()
        if os.fork() == 0:
            time.sleep(30)
        os._exit(0)
    return x * factor
