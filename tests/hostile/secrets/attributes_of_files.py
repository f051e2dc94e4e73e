# verdict: exception
# levels: namespaces landlock compute
"""Read the notes that stand beside a file's content."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def scale(x, factor=2):
    os.listxattr(PATH)
    print("ESCAPED: attributes were listed", flush=True)
    return x * factor
