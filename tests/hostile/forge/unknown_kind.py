# verdict: protocol violation
"""Send a frame of a kind that does not exist."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)


def scale(x, factor=2):
    wire.OTHER = 99
    return None
