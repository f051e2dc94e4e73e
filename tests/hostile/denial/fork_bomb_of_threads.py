# verdict: exception
"""Start threads until the machine refuses."""

import threading
import time


def scale(x, factor=2):
    for _ in range(100_000):
        threading.Thread(target=time.sleep, args=(60,), daemon=True).start()
    return x * factor
