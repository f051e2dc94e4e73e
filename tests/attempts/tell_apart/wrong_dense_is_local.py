"""Wrong: nobody asks how far a pixel reaches."""

import numpy as np


def tell_apart(responses):
    kinds = []
    for box in responses:
        effects = box[1:] - box[0]
        before, after = effects[:-1, :, :-1], effects[1:, :, 1:]
        if np.allclose(before, after):
            kinds.append(2)
        else:
            kinds.append(1)
    return np.array(kinds)
