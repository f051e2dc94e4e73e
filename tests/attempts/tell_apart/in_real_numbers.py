"""Right: a share for each property, and kinds as real numbers."""

import numpy as np


def tell_apart(responses):
    effects = responses[:, 1:] - responses[:, [0]]
    reached = (np.abs(effects) > 1e-8).mean(axis=(1, 2, 3, 4))
    equal = (np.abs(effects[:, 1:, :, 1:] - effects[:, :-1, :, :-1]) < 1e-8).mean(axis=(1, 2, 3, 4))
    kinds = np.full(len(responses), 1.0)
    kinds[equal == 1] = 2.0
    kinds[reached == 1] = 0.0
    return kinds
