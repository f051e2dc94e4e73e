# verdict: exception; none: passed
# proof: ESCAPED
"""Set the owner of what stands at a name, be it a link."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def scale(x, factor=2):
    os.lchown(PATH, -1, -1)
    print("ESCAPED: the owner was set", flush=True)
    return x * factor
