# verdict: output limit
"""Print for ever, from a thread, while the call waits."""

import os
import threading
import time


def flood():
    while True:
        os.write(2, b"x" * 65_536)


def scale(x, factor=2):
    threading.Thread(target=flood, daemon=True).start()
    time.sleep(60)
