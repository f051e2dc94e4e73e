# verdict: protocol violation
"""Announce a message of a gigabyte."""

import sys

wire = sys.modules["wire"]


def scale(x, factor=2):
    wire.pack_text = lambda nonce, kind, text: wire.HEADER.pack(b"LRN1", nonce, kind, 0, 0, *[0] * 8, 2**30)
    return None
