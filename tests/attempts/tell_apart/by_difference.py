"""Right: what changes from image to image, so that the biases never appear."""

import numpy as np


def tell_apart(responses):
    answers = []
    for box in responses:
        change = np.diff(box[1:], axis=0)  # the pixel leaves column s, and comes to column s + 1
        if (np.abs(change) > 1e-9).all():
            answers.append(0)
        elif np.abs(change[1:, :, 1:] - change[:-1, :, :-1]).max() < 1e-9:
            answers.append(2)
        else:
            answers.append(1)
    return np.array(answers)
