# verdict: protocol violation
"""Send a frame of a kind that does not exist."""

import sys

wire = sys.modules["wire"]


def scale(x, factor=2):
    wire.OTHER = 99
    return None
