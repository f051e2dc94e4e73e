# verdict: passed
"""Change the mask in threads, all at once, while the function is called."""

import os
import threading


def scale(x, factor=2):
    threads = [threading.Thread(target=os.umask, args=(mask,)) for mask in (0o777, 0, 0o77)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return x * factor
