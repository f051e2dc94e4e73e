# verdict: exited or exception or protocol violation
"""Take from the worker the means to tell what happened."""

import json

json.dumps = json.loads = None


def scale(x, factor=2):
    return x * factor
