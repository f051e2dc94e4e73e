# verdict: protocol violation
"""Say that infinitely many parameters are required."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)
original = wire.pack_text
told = '{"parameters": ["x", "factor"], "required": Infinity, "variadic": false}'
wire.pack_text = lambda nonce, kind, text: original(nonce, kind, told)


def scale(x, factor=2):
    return x * 0
