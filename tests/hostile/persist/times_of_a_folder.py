# verdict: exception
# levels: namespaces landlock compute
"""Set the times of NumPy's folder, so that no module is looked for in it again."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def scale(x, factor=2):
    os.utime(os.path.dirname(PATH))
    print("ESCAPED: the times were set", flush=True)
    return x * factor
