# verdict: protocol violation
"""Replace the packing of headers by zeros."""

import sys


class Zeros:
    size = 88

    def pack(self, *fields):
        return bytes(88)


next(f[0].f_globals["wire"] for f in __import__("inspect").stack(0) if "wire" in f[0].f_globals).HEADER = Zeros()


def scale(x, factor=2):
    return x * factor
