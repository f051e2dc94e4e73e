# verdict: protocol violation
"""Nest sequences in each other."""

import sys

wire = sys.modules["wire"]


def scale(x, factor=2):
    original = wire.pack_sequence
    wire.pack_sequence = lambda nonce, count: original(nonce, 1) * 1000
    return (x, x)
