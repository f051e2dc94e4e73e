# verdict: exception
# levels: namespaces landlock compute
"""Give a file of NumPy's another name, and its own again."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def scale(x, factor=2):
    os.rename(PATH, PATH + "-graffiti"), os.rename(PATH + "-graffiti", PATH)
    print("ESCAPED: a file was renamed", flush=True)
    return x * factor
