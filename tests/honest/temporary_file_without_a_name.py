# verdict: passed
# levels: namespaces none
"""Use a temporary file wherever the library puts it."""

import tempfile

import numpy as np


def scale(x, factor=2):
    with tempfile.TemporaryFile() as file:
        np.save(file, x)
        file.seek(0)
        return np.load(file) * factor
