# verdict: time-out
"""Wait for a lock that it holds."""

import threading


def scale(x, factor=2):
    lock = threading.Lock()
    lock.acquire()
    lock.acquire()
