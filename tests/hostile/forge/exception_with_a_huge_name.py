# verdict: exception
"""Name an exception with a million characters."""


def scale(x, factor=2):
    raise type("E" * 1_000_000, (Exception,), {})
