# verdict: passed
"""Measure itself."""

import time
import timeit
from datetime import datetime, timedelta, timezone


def scale(x, factor=2):
    began = time.perf_counter()
    y = x * factor
    time.sleep(0.001)
    assert time.perf_counter() > began
    assert time.process_time() > 0 < time.monotonic()
    assert datetime.now(timezone.utc) - timedelta(days=1) < datetime.now(timezone.utc)
    assert time.strftime("%Y") >= "2024"
    assert timeit.timeit(lambda: None, number=10) >= 0
    return y
