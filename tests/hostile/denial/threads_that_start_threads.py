# verdict: passed
# levels: namespaces landlock compute
"""Have each thread start two more, until nobody can: who started the first is not who is refused."""

import threading
import time

threading.stack_size(65536)
ALLOWED = 64
alive, most, lock = 0, 0, threading.Lock()


def work():
    global alive, most
    with lock:
        alive += 1
        most = max(most, alive)
    try:
        for _ in range(2):
            threading.Thread(target=work, daemon=True).start()
    except RuntimeError:
        pass
    time.sleep(60)


def scale(x, factor=2):
    work_once = threading.Thread(target=work, daemon=True)
    try:
        work_once.start()
    except RuntimeError:
        pass
    time.sleep(0.2)
    if most > ALLOWED:
        print("ESCAPED:", most, "threads", flush=True)
    return x * factor
