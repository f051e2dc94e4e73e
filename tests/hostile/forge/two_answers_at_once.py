# verdict: wrong or protocol violation
"""Answer a call twice, so that the second answer waits for the next call."""

import sys

wire = next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals)
original = wire.pack_array


def twice(nonce, dtype, shape, data):
    first = list(original(nonce, dtype, shape, bytes(len(data))))
    return [*first, *original(nonce, dtype, shape, data)]


def scale(x, factor=2):
    wire.pack_array = twice
    return x * factor
