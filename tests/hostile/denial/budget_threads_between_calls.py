# verdict: wrong or time-out
"""Computes in threads while nobody calls it."""

import os
import time


import threading


def burn():
    while True:
        pass


for _ in range(3):
    threading.Thread(target=burn, daemon=True).start()


def scale(x, factor=2):
    time.sleep(0.01)
    return x * 0
