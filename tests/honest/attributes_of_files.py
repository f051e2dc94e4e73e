# verdict: passed
# levels: namespaces none
"""Copy a module of the library with all that belongs to it, extended attributes included."""

import os
import shutil
from pathlib import Path


def scale(x, factor=2):
    copy = Path(shutil.copy2(os.__file__, "copied.py"))
    assert copy.read_bytes() == Path(os.__file__).read_bytes()
    assert int(copy.stat().st_mtime) == int(os.stat(os.__file__).st_mtime)
    copy.unlink()
    return x * factor
