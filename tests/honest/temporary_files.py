# verdict: passed
# levels: namespaces none
"""Keep an array in a temporary file for a while."""

import tempfile
from pathlib import Path

import numpy as np


def scale(x, factor=2):
    with tempfile.TemporaryDirectory(dir=".") as folder:
        path = Path(folder) / "x.txt"
        path.write_text("kept")
        assert path.read_text() == "kept"
        np.savez(Path(folder) / "x.npz", x=x)
        with np.load(Path(folder) / "x.npz") as kept:
            return kept["x"] * factor
