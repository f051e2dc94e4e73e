# verdict: protocol violation
"""Announce more items than there are atoms."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)


def scale(x, factor=2):
    original = wire.pack_sequence
    wire.pack_sequence = lambda nonce, count: original(nonce, 2**64 - 1)
    return (x, x)
