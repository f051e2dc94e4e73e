# verdict: memory or time-out or exited
"""Return a tuple that says it is short and never ends."""


class Endless(tuple):
    def __len__(self):
        return 1

    def __iter__(self):
        while True:
            yield 1


def scale(x, factor=2):
    return Endless([1])
