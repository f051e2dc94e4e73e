# verdict: output limit
"""Print for ever."""


def scale(x, factor=2):
    while True:
        print("x" * 100_000)
