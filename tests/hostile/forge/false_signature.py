# verdict: exception
"""Have a signature that is none."""


def scale(x, factor=2):
    return x * factor


scale.__signature__ = "scale(x, factor=2) -> passed"
