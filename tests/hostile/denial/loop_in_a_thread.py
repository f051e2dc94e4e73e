# verdict: time-out
"""Return while a thread holds the interpreter and computes for ever."""

import threading
import time


def scale(x, factor=2):
    threading.Thread(target=lambda: 9**9**9, daemon=True).start()
    time.sleep(0.1)
    return x * factor
