# verdict: passed
"""Have forty threads at once, with small stacks, in a pool, as courses on concurrency do."""

import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np

THREADS = 40
threading.stack_size(256 * 1024)


def scale(x, factor=2):
    meeting = threading.Barrier(THREADS)

    def work(number):
        if number < THREADS:
            meeting.wait(3)  # all of them are there at once
        return number * factor

    with ThreadPoolExecutor(THREADS) as pool:
        assert sum(pool.map(work, range(100))) == sum(range(100)) * factor
        values = list(pool.map(lambda value: value * factor, x.ravel().tolist()))
    return np.array(values, dtype=x.dtype).reshape(x.shape)
