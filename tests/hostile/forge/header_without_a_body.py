# verdict: protocol violation
"""Promise a body and send none: what follows is taken for it."""

import sys

wire = sys.modules["wire"]
original = wire.pack_array


def without_body(*args):
    wire.pack_array = original
    return list(original(*args))[:1]


def scale(x, factor=2):
    wire.pack_array = without_body
    return x * factor
