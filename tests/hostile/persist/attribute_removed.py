# verdict: exception
# levels: namespaces landlock compute
"""Remove such a note, which says ENODATA where nothing hinders it."""

import errno
import os

import numpy as np

PATH = os.path.join(os.path.dirname(np.__file__), "py.typed")  # empty, so that nothing is lost where it works


def removed():
    try:
        os.removexattr(PATH, "user.graffiti")
    except OSError as error:
        if error.errno != errno.ENODATA:
            raise


def scale(x, factor=2):
    removed()
    print("ESCAPED: an attribute could be removed", flush=True)
    return x * factor
