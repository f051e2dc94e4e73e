# verdict: protocol violation
"""Answer a call with the message that a file was loaded."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)
original = wire.pack_text


def scale(x, factor=2):
    told = '{"parameters": ["x", "factor"], "required": 1, "variadic": false}'
    wire.pack_text = lambda nonce, kind, text: original(nonce, wire.LOADED, told)
    return None
