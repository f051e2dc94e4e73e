"""Wrong: the effects are added up before they are compared."""

import numpy as np


def tell_apart(responses):
    kinds = []
    for box in responses:
        effects = box[1:] - box[0]
        before, after = effects[2:-3].sum(axis=(1, 2)), effects[3:-2].sum(axis=(1, 2))
        if not np.isclose(effects, 0).any():
            kinds.append(0)
        elif np.allclose(before, after):
            kinds.append(2)
        else:
            kinds.append(1)
    return np.array(kinds)
