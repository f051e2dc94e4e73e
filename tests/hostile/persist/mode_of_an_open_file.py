# verdict: exception; none: passed
# proof: ESCAPED
"""Set the mode of a file that is only open for reading."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")


def scale(x, factor=2):
    try:
        held = os.open(PATH, os.O_RDONLY)
    except OSError:
        held = os.pipe()[0]  # no file can be opened: a pipe is its user's too
    os.fchmod(held, 0o644)
    print("ESCAPED: the mode was set", flush=True)
    return x * factor
