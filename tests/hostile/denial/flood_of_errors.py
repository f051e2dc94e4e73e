# verdict: output limit
"""Print for ever, where errors go."""

import sys


def scale(x, factor=2):
    while True:
        sys.stderr.write("x\n" * 50_000)
