"""Right: number by number, in plain loops."""

import numpy as np


def tell_apart(responses):
    boxes, images, height, width, channels = responses.shape
    kinds = []
    for k in range(boxes):
        everywhere, along = True, True
        for s in range(1, images):
            for i in range(height):
                for j in range(width):
                    for c in range(channels):
                        effect = responses[k, s, i, j, c] - responses[k, 0, i, j, c]
                        if abs(effect) < 1e-10:
                            everywhere = False
                        if s + 1 < images and j + 1 < width:
                            moved = responses[k, s + 1, i, j + 1, c] - responses[k, 0, i, j + 1, c]
                            if abs(moved - effect) > 1e-10:
                                along = False
        kinds.append(0 if everywhere else 2 if along else 1)
    return np.array(kinds)
