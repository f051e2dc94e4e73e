# verdict: protocol violation
"""Replace the packing of headers by zeros."""

import sys


class Zeros:
    size = 88

    def pack(self, *fields):
        return bytes(88)


sys.modules["wire"].HEADER = Zeros()


def scale(x, factor=2):
    return x * factor
