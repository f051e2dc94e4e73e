# verdict: exception
"""End the iteration of whoever calls this inside a generator."""


def scale(x, factor=2):
    raise StopIteration(x)
