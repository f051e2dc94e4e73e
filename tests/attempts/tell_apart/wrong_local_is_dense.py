"""Wrong: what is no convolution is called fully connected."""

import numpy as np


def tell_apart(responses):
    kinds = []
    for box in responses:
        effects = box[1:] - box[0]
        before, after = effects[:-1, :, :-1], effects[1:, :, 1:]
        if not np.isclose(effects, 0).any():
            kinds.append(0)
        elif np.allclose(before, after):
            kinds.append(2)
        else:
            kinds.append(0)
    return np.array(kinds)
