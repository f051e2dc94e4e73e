# verdict: wrong or exception or exited or protocol violation
"""Replace what the worker takes for granted."""

import builtins

builtins.isinstance = lambda value, types: True
builtins.len = lambda value: 1
builtins.type = lambda value: int


def scale(x, factor=2):
    return x * 0
