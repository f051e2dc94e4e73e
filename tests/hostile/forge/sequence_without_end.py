# verdict: protocol violation
"""Announce more items than there are atoms."""

import sys

wire = sys.modules["wire"]


def scale(x, factor=2):
    original = wire.pack_sequence
    wire.pack_sequence = lambda nonce, count: original(nonce, 2**64 - 1)
    return (x, x)
