# verdict: time-out or memory
"""Compute a number of 369 million digits, in C and with the interpreter locked."""


def scale(x, factor=2):
    return 9**9**9
