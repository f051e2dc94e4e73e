# verdict: wrong or exception
"""Answer with the result of the call before."""

results = []


def scale(x, factor=2):
    results.append(x * factor)
    return results[-2]
