# verdict: exception
"""Raise what stops a grader that forgets about BaseException."""


def scale(x, factor=2):
    raise KeyboardInterrupt
