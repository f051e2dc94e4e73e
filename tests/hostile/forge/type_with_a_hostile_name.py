# verdict: wrong
"""Return an object whose type's name is long, empty or obeyed by a terminal."""


def scale(x, factor=2):
    return type("\x1b[2J\u202e\n::error::" + "A" * 1_000_000, (), {})()
