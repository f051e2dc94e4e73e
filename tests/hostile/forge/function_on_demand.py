# verdict: wrong
"""Make the function when it is looked for."""


def __getattr__(name):
    return lambda x, factor=2: x * 0
