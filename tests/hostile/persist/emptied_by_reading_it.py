# verdict: exception; none: passed
# proof: ESCAPED
"""Open a file for reading and have it emptied by that, which Landlock lets happen before its version 3."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def scale(x, factor=2):
    os.open(PATH, os.O_RDONLY | os.O_TRUNC)
    print("ESCAPED: a file could be emptied", flush=True)
    return x * factor
