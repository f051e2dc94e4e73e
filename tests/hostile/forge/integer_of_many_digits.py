# verdict: protocol violation
"""Send an integer that takes long to read."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)
original = wire.pack_text


def scale(x, factor=2):
    wire.pack_text = lambda nonce, kind, text: original(nonce, wire.INTEGER, "9" * 8_000)
    return None
