# verdict: exception
# levels: namespaces landlock compute
"""Give a file of NumPy's a second name where it may write, to change it there."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def scale(x, factor=2):
    os.link(PATH, "graffiti")
    print("ESCAPED: a second name", flush=True)
    return x * factor
