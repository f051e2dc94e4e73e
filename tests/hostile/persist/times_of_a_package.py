# verdict: exception; none: passed
# proof: ESCAPED
"""Set the times of a file of NumPy's; those of hand-ins decide which of several counts."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def scale(x, factor=2):
    os.utime(PATH)
    print("ESCAPED: the times were set", flush=True)
    return x * factor
