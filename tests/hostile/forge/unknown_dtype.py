# verdict: protocol violation
"""Say a dtype that is in no table."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)


def scale(x, factor=2):
    wire.pack_array = lambda nonce, *args: [wire.HEADER.pack(b"LRN1", nonce, 1, 200, 1, 1, *[0] * 7, 8) + bytes(8)]
    return x * factor
