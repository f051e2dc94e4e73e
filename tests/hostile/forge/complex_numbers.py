# verdict: wrong
"""Hide an error in the imaginary part."""


def scale(x, factor=2):
    return x * factor + 1j
