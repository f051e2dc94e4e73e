# verdict: exception
# levels: namespaces landlock compute
"""Set a mode without following links, which some file systems allow."""

import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def scale(x, factor=2):
    os.chmod(PATH, 0o644, follow_symlinks=False)
    print("ESCAPED: the mode was set", flush=True)
    return x * factor
