# verdict: exception
"""Ask for threads with a gigabyte of stack each."""

import threading
import time

threading.stack_size(1 << 30)


def scale(x, factor=2):
    for _ in range(16):
        threading.Thread(target=time.sleep, args=(1,), daemon=True).start()
    print("FILLED: 16 GB of stacks", flush=True)
    return x * factor
