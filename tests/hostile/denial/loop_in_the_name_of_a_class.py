# verdict: time-out
"""Return an object that is asked for its class for ever."""


class Endless:
    @property
    def __class__(self):
        while True:
            pass


def scale(x, factor=2):
    return Endless()
