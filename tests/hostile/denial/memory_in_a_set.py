# verdict: memory or time-out or exited
"""Double a container until it does not fit."""


def scale(x, factor=2):
    kept = {0}
    while True:
        kept |= {number + len(kept) for number in kept}
