# verdict: passed
"""Compute the rows in a pool of threads."""

from concurrent.futures import ThreadPoolExecutor, as_completed

import numpy as np


def scale(x, factor=2):
    with ThreadPoolExecutor(2) as pool:
        futures = {pool.submit(np.multiply, row, factor): i for i, row in enumerate(x)}
        rows = {futures[future]: future.result() for future in as_completed(futures)}
    return np.stack([rows[i] for i in range(len(x))])
