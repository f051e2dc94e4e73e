# verdict: time-out
"""Ignore every signal and every exception."""

import signal

for number in range(1, 65):
    try:
        signal.signal(number, signal.SIG_IGN)
    except (OSError, ValueError):
        pass


def scale(x, factor=2):
    while True:
        try:
            while True:
                pass
        except BaseException:
            pass
