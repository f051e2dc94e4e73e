# verdict: wrong or protocol violation
"""Answer a call twice, so that the second answer waits for the next call."""

import sys

wire = sys.modules["wire"]
original = wire.pack_array


def twice(nonce, dtype, shape, data):
    first = list(original(nonce, dtype, shape, bytes(len(data))))
    return [*first, *original(nonce, dtype, shape, data)]


def scale(x, factor=2):
    wire.pack_array = twice
    return x * factor
