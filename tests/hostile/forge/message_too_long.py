# verdict: protocol violation
"""Announce a message of a gigabyte."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)


def scale(x, factor=2):
    wire.pack_text = lambda nonce, kind, text: wire.HEADER.pack(b"LRN1", nonce, kind, 0, 0, *[0] * 8, 2**30)
    return None
