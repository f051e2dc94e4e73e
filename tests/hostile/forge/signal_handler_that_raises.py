# verdict: exception
"""Be interrupted by a timer of its own."""

import signal


def interrupted(number, frame):
    raise TimeoutError("the machine was too slow")


def scale(x, factor=2):
    signal.signal(signal.SIGALRM, interrupted)
    signal.setitimer(signal.ITIMER_REAL, 0.02)
    while True:
        pass
