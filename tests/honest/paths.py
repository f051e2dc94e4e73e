# verdict: passed
"""Reckon with paths without touching a file."""

import os.path
from pathlib import Path, PurePosixPath


def scale(x, factor=2):
    assert PurePosixPath("a/b") / "c.npy" == PurePosixPath("a/b/c.npy")
    assert Path("a.tar.gz").suffixes == [".tar", ".gz"]
    assert not Path("does-not-exist.npy").exists()
    assert os.path.join("a", "b") == "a/b"
    return x * factor
