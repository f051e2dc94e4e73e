# verdict: wrong
"""Promise a result of an exabyte, in a header that is consistent."""

import sys

wire = sys.modules["wire"]


def scale(x, factor=2):
    wire.pack_array = lambda nonce, *args: [wire.HEADER.pack(b"LRN1", nonce, 1, 11, 1, 2**57, *[0] * 7, 2**60)]
    return x * factor
