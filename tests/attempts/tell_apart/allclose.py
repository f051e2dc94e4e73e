"""Right: one box after the other, with the tolerances that NumPy has by itself."""

import numpy as np


def kind(effects):
    if np.allclose(effects[1:, :, 1:], effects[:-1, :, :-1]):
        return 2
    return 1 if np.isclose(effects, 0).any() else 0


def tell_apart(responses):
    return np.array([kind(box[1:] - box[0]) for box in responses])
