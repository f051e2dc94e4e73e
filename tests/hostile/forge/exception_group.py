# verdict: exception
"""Raise ten thousand exceptions in one."""


def scale(x, factor=2):
    raise ExceptionGroup("many", [ValueError(str(number)) for number in range(10_000)])
