# verdict: passed or crashed or exited or time-out or exception
"""Have a timer interrupt everything, ten thousand times a second."""

import signal

signal.signal(signal.SIGALRM, lambda number, frame: None)
signal.setitimer(signal.ITIMER_REAL, 1e-4, 1e-4)


def scale(x, factor=2):
    return x * factor
