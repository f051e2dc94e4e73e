# verdict: wrong or protocol violation
"""Say a shape of no bytes whose other dimension fits no machine."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)


def scale(x, factor=2):
    wire.pack_array = lambda nonce, *args: [wire.HEADER.pack(b"LRN1", nonce, 1, 11, 2, 0, 2**64 - 1, *[0] * 6, 0)]
    return x * factor
