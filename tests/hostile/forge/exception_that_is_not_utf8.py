# verdict: protocol violation
"""Tell an exception in bytes that are no text."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)


def scale(x, factor=2):
    body = bytes(range(128, 256)) * 10
    wire.pack_text = lambda nonce, kind, text: (
        wire.HEADER.pack(b"LRN1", nonce, wire.RAISED, 0, 0, *[0] * 8, len(body)) + body
    )
    return None
