# verdict: time-out or exception
"""Turn a large integer into text, which takes quadratic time."""

import sys

sys.set_int_max_str_digits(0)


def scale(x, factor=2):
    return str(1 << 40_000_000)
