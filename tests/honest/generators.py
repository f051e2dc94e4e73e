# verdict: passed
"""Yield the rows to itself."""

from contextlib import contextmanager

import numpy as np


def rows(x, factor):
    for row in x:
        yield row * factor


@contextmanager
def checked(x):
    kept = x.copy()
    yield
    assert (x == kept).all()


def scale(x, factor=2):
    with checked(x):
        return np.array(list(rows(x, factor)))
