# verdict: exception or crashed or memory or time-out or passed
"""Nest comprehensions in its own source: this much crashed the compiler of two versions of Python."""

y = lambda: [[[[[[[[[[[[[[[[[[[[[x for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y] for x in y]


def scale(x, factor=2):
    return x * factor
