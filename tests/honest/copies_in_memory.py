# verdict: passed
"""Copy in every way that there is."""

import copy
import io
import pickle

import numpy as np


def scale(x, factor=2):
    kept = pickle.loads(pickle.dumps({"x": x}))
    assert (copy.deepcopy(kept)["x"] == copy.copy(x)).all()
    file = io.BytesIO()
    np.save(file, x)
    file.seek(0)
    return np.load(file) * factor
