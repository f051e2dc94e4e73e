# verdict: time-out
"""Search what never ends for what never comes, in C and without a byte of bytecode."""

import itertools


def scale(x, factor=2):
    return None in itertools.repeat(0)
