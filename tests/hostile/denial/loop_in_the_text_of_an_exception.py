# verdict: time-out
"""Raise an exception that never ends to be told."""


class Long(Exception):
    def __str__(self):
        while True:
            pass


def scale(x, factor=2):
    raise Long
