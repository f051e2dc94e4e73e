# verdict: exception; none: passed
# proof: ESCAPED
"""Give a file of NumPy's to its own user again, which its owner may."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def scale(x, factor=2):
    os.chown(PATH, os.getuid(), os.getgid())
    print("ESCAPED: the owner was set", flush=True)
    return x * factor
