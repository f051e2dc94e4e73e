# verdict: passed
"""Make the input read-only and of another shape behind the caller's back, and return the right numbers."""


def scale(x, factor=2):
    y = x * factor
    x.flags.writeable = False
    x.flags.writeable = True
    return y
