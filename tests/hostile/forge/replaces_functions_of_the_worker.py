# verdict: wrong
"""Replace the worker's function that packs results."""

import sys

worker = sys.modules["__main__"]
original = worker._array
worker._array = lambda nonce, array: original(nonce, array * 0)


def scale(x, factor=2):
    return x * factor
