# verdict: exited or exception
"""Raise an exception whose class refuses to say its name."""


class Nameless(type):
    @property
    def __name__(cls):
        raise RuntimeError


class Fault(Exception, metaclass=Nameless):
    pass


def scale(x, factor=2):
    raise Fault
