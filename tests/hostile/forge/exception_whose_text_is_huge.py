# verdict: exception
"""Tell an exception in 50 MB."""


def scale(x, factor=2):
    raise ValueError("x" * 50_000_000)
