# verdict: exception
# levels: namespaces landlock compute
"""Make a file run as its owner, and let everybody write it."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def scale(x, factor=2):
    os.chmod(PATH, 0o6777)
    print("ESCAPED: the mode was set", flush=True)
    return x * factor
