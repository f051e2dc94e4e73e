# verdict: passed
"""Sort, bisect, heap and search."""

import array
import bisect
import heapq

import numpy as np


def scale(x, factor=2):
    numbers = x.ravel().tolist()
    heap = list(numbers)
    heapq.heapify(heap)
    assert [heapq.heappop(heap) for _ in numbers] == sorted(numbers)
    assert bisect.bisect_left(sorted(numbers), min(numbers)) == 0
    assert array.array("d", numbers)[0] == numbers[0]
    assert (np.sort(x, axis=None) == np.array(sorted(numbers), x.dtype)).all()
    return x * factor
