# verdict: exception
"""Pretend to be the stub."""


def scale(x, factor=2):
    raise NotImplementedError
