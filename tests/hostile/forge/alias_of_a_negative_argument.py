# verdict: wrong or protocol violation
"""Say that the result is an argument before the first."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)
original = wire.pack_text


def scale(x, factor=2):
    wire.pack_text = lambda nonce, kind, text: original(nonce, wire.ALIAS, "-9")
    return None
