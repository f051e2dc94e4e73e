# verdict: time-out
"""Do nothing, for ever."""


def scale(x, factor=2):
    while True:
        pass
