# verdict: exception
"""Raise a SystemExit under another name."""


class Passed(SystemExit):
    pass


def scale(x, factor=2):
    raise Passed(0)
