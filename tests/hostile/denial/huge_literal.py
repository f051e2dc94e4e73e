# verdict: exception or time-out
"""Write a number with a hundred thousand digits."""

exec("y = " + "9" * 100_000)


def scale(x, factor=2):
    return x * factor
