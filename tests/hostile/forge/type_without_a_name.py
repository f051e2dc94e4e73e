# verdict: wrong
"""Return an object whose type's name is empty."""


def scale(x, factor=2):
    return type("", (), {})()
