# verdict: passed
"""Look for files that may be missing, and change nothing where nothing can be changed."""

import contextlib
import os
from pathlib import Path


def scale(x, factor=2):
    Path("missing.txt").unlink(missing_ok=True)
    assert not Path("missing.txt").exists()
    with contextlib.suppress(OSError):
        os.utime("missing.txt")
    with contextlib.suppress(OSError), open("made.txt", "w") as file:
        file.write("kept")
    with contextlib.suppress(OSError):
        os.chmod("made.txt", 0o600)
    with contextlib.suppress(OSError):
        os.unlink("made.txt")
    return x * factor
