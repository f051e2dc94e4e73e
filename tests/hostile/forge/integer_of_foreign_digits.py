# verdict: protocol violation
"""Send an integer in digits that Python reads and nobody expects."""

import sys

wire = sys.modules["wire"]
original = wire.pack_text


def scale(x, factor=2):
    wire.pack_text = lambda nonce, kind, text: original(nonce, wire.INTEGER, "٣۳³1_000")
    return None
