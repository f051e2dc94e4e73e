# verdict: wrong or protocol violation
"""Say that the result is an argument behind the last."""

import sys

wire = sys.modules["wire"]
original = wire.pack_text


def scale(x, factor=2):
    wire.pack_text = lambda nonce, kind, text: original(nonce, wire.ALIAS, "999")
    return None
