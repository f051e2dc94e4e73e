# verdict: protocol violation
"""Promise a body and send none: what follows is taken for it."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)
original = wire.pack_array


def without_body(*args):
    wire.pack_array = original
    return list(original(*args))[:1]


def scale(x, factor=2):
    wire.pack_array = without_body
    result = x * factor
    x += 1  # so that it is sent back
    return result
