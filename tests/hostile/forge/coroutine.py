# verdict: wrong
"""Return a promise."""


async def scale(x, factor=2):
    return x * factor
