"""Right: every effect rolled back to where the first one was, and what came round the edge left out."""

import numpy as np


def tell_apart(responses):
    effects = responses[:, 1:] - responses[:, :1]
    width = effects.shape[3]
    shared = np.ones(len(responses), bool)
    for s in range(effects.shape[1] - 1):
        back = np.roll(effects[:, s + 1], -1, axis=2)[:, :, : width - 1]
        shared &= np.isclose(back, effects[:, s, :, : width - 1]).all(axis=(1, 2, 3))
    dense = ~np.isclose(effects, 0).any(axis=(1, 2, 3, 4))
    return np.select([dense, shared], [0, 2], default=1)
