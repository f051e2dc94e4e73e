# verdict: wrong or time-out
"""Return an object that loops when nobody needs it any longer."""


class Undying:
    def __del__(self):
        while True:
            pass


def scale(x, factor=2):
    return Undying()
