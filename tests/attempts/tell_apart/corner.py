"""Right: dense if the corner below on the right feels the first pixel; shared if every effect is the one before, moved."""

import numpy as np


def tell_apart(responses):
    kinds = np.ones(len(responses), dtype=int)
    for k, box in enumerate(responses):
        effects = (box[1:] - box[0]).round(9)
        if effects[0, -1, -1, 0] != 0:
            kinds[k] = 0
            continue
        if (effects[:-1, :, :-1] == effects[1:, :, 1:]).all():
            kinds[k] = 2
    return kinds
