# verdict: time-out
"""Match what takes exponential time, in C."""

import re


def scale(x, factor=2):
    re.match(r"(a|aa)+$", "a" * 200 + "b")
