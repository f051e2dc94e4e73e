# verdict: wrong or exception
"""Return an int that is another one when converted."""


class Number(int):
    def __int__(self):
        return 10**10_000

    def bit_length(self):
        return 1

    def __eq__(self, other):
        return True

    __hash__ = int.__hash__


def scale(x, factor=2):
    return Number(7)
