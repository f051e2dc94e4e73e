# verdict: exception
"""Be wrapped in itself."""


def scale(x, factor=2):
    return x * factor


scale.__wrapped__ = scale
