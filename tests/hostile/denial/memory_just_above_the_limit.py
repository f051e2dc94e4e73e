# verdict: memory or time-out
"""Take 1 MB after the other, and touch every page."""

KEPT = []


def scale(x, factor=2):
    while True:
        KEPT.append(b"x" * 1_000_000)
