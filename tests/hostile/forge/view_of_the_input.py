# verdict: wrong
"""Change the input and return it upside down."""


def scale(x, factor=2):
    x *= factor
    return x[::-1][::-1]
