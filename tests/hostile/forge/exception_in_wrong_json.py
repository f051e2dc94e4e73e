# verdict: protocol violation
"""Tell an exception in JSON of another form."""

import sys

wire = sys.modules["wire"]
original = wire.pack_text


def scale(x, factor=2):
    wire.pack_text = lambda nonce, kind, text: original(nonce, wire.RAISED, '{"type": 1, "text": [], "frames": 7}')
    return None
