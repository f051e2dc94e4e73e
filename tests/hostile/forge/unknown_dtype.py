# verdict: protocol violation
"""Say a dtype that is in no table."""

import sys

wire = sys.modules["wire"]


def scale(x, factor=2):
    wire.pack_array = lambda nonce, *args: [wire.HEADER.pack(b"LRN1", nonce, 1, 200, 1, 1, *[0] * 7, 8) + bytes(8)]
    return x * factor
