# verdict: protocol violation
"""Tell an exception in bytes that are no text."""

import sys

wire = sys.modules["wire"]


def scale(x, factor=2):
    body = bytes(range(128, 256)) * 10
    wire.pack_text = lambda nonce, kind, text: (
        wire.HEADER.pack(b"LRN1", nonce, wire.RAISED, 0, 0, *[0] * 8, len(body)) + body
    )
    return None
