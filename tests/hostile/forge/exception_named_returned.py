# verdict: exception
"""Raise an exception whose name is that of a success."""


class Returned(Exception):
    value = 0
    arguments = ()


def scale(x, factor=2):
    raise Returned("passed")
