# verdict: passed
# levels: namespaces landlock compute
# proof: ESCAPED
"""Fork only after the result was sent."""

import os
import threading
import time


def later():
    time.sleep(0.05)
    try:
        if os.fork() == 0:
            time.sleep(1)
            os._exit(0)
        print("ESCAPED: a process after the result", flush=True)
    except OSError:
        pass


def scale(x, factor=2):
    thread = threading.Thread(target=later)
    thread.start()
    thread.join(0.2)
    return x * factor
