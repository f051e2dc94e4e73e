# verdict: memory or time-out or exited or crashed
"""Take all memory in pieces so small that nothing is left for the error."""

KEPT = []


def scale(x, factor=2):
    while True:
        KEPT.append([KEPT] * 50)
