# verdict: protocol violation
"""Answer a call with the message that a file was loaded."""

import sys

wire = sys.modules["wire"]
original = wire.pack_text


def scale(x, factor=2):
    told = '{"parameters": ["x", "factor"], "required": 1, "variadic": false}'
    wire.pack_text = lambda nonce, kind, text: original(nonce, wire.LOADED, told)
    return None
