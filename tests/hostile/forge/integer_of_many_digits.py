# verdict: protocol violation
"""Send an integer that takes long to read."""

import sys

wire = sys.modules["wire"]
original = wire.pack_text


def scale(x, factor=2):
    wire.pack_text = lambda nonce, kind, text: original(nonce, wire.INTEGER, "9" * 8_000)
    return None
