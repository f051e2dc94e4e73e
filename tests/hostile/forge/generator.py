# verdict: wrong
"""Return the rows one by one."""


def scale(x, factor=2):
    for row in x:
        yield row * factor
