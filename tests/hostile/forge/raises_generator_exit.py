# verdict: exception
"""Pretend that the calling generator is being closed."""


def scale(x, factor=2):
    raise GeneratorExit
