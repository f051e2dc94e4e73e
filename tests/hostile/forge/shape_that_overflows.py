# verdict: protocol violation
"""Say a shape whose product is zero in 64 bits."""

import sys

wire = sys.modules["wire"]


def scale(x, factor=2):
    wire.pack_array = lambda nonce, *args: [wire.HEADER.pack(b"LRN1", nonce, 1, 11, 2, 2**32, 2**32, *[0] * 6, 0)]
    return x * factor
