# verdict: exception or crashed or memory or time-out or passed
"""Compile an expression of half a million operators, each in the one before."""

compile("-" * 500_000 + "1", "scale.py", "eval")


def scale(x, factor=2):
    return x * factor
