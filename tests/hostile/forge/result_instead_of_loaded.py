# verdict: protocol violation
"""Answer the request to load a file with a result."""

import sys

wire = sys.modules["wire"]
original = wire.pack_text
wire.pack_text = lambda nonce, kind, text: original(nonce, wire.INTEGER, "400")


def scale(x, factor=2):
    return x * factor
