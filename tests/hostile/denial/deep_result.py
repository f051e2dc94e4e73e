# verdict: wrong
"""Return tuples in tuples, a hundred thousand deep."""


def scale(x, factor=2):
    y = ()
    for _ in range(100_000):
        y = (y,)
    return y
