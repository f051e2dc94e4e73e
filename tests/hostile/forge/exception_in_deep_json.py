# verdict: protocol violation
"""Tell an exception in JSON so deep that its reader overflows."""

import sys

wire = sys.modules["wire"]
original = wire.pack_text


def scale(x, factor=2):
    wire.pack_text = lambda nonce, kind, text: original(nonce, wire.RAISED, "[" * 7_999)
    return None
