# verdict: passed
"""Cache, fold, count and combine."""

import functools
import itertools
import operator
from collections import Counter, OrderedDict, defaultdict, deque

import numpy as np


@functools.lru_cache
def power(factor):
    return functools.reduce(operator.mul, [factor], 1)


def scale(x, factor=2):
    seen = defaultdict(list)
    for i, j in itertools.product(range(x.shape[0]), range(x.shape[1])):
        seen[i].append(x[i, j])
    assert Counter(map(len, seen.values())) == {x.shape[1]: x.shape[0]}
    rows = deque(OrderedDict(seen).values())
    return np.array(list(rows)) * power(factor)
