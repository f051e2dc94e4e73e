# verdict: exception
# levels: namespaces landlock compute
"""Write a note beside a file's content, where no listing shows it."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def scale(x, factor=2):
    os.setxattr(PATH, "user.graffiti", b"1")
    print("ESCAPED: an attribute was set", flush=True)
    return x * factor
