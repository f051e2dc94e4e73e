# verdict: protocol violation
"""Answer the request to load a file with a result."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)
original = wire.pack_text
wire.pack_text = lambda nonce, kind, text: original(nonce, wire.INTEGER, "400")


def scale(x, factor=2):
    return x * factor
