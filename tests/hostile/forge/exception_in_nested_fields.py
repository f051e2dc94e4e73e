# verdict: exception or protocol violation
"""Tell an exception whose name is a tree and whose frames are numbers."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)
original = wire.pack_text


def scale(x, factor=2):
    told = '{"type": ' + "[" * 900 + "]" * 900 + ', "text": null, "frames": [1e999, {}, "\\ud800\\u001b[2J"]}'
    wire.pack_text = lambda nonce, kind, text: original(nonce, wire.RAISED, told)
    return None
