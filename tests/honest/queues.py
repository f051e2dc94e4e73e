# verdict: passed
"""Hand rows through a queue to another thread."""

import queue
import threading

import numpy as np


def scale(x, factor=2):
    todo, done = queue.Queue(), queue.PriorityQueue()

    def work():
        while (item := todo.get(timeout=1)) is not None:
            done.put((item[0], (item[1] * factor).tolist()))

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    for i, row in enumerate(x):
        todo.put((i, row))
    todo.put(None)
    worker.join()
    return np.array([done.get()[1] for _ in x], x.dtype)
