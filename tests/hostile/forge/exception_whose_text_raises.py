# verdict: exception
"""Raise an exception that cannot be told."""


class Mute(Exception):
    def __str__(self):
        raise RuntimeError

    __repr__ = __str__


def scale(x, factor=2):
    raise Mute
