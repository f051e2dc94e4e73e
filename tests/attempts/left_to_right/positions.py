"""Right: a loop over the positions, in which a dictionary keeps the kernels; shared, all of them are one."""

import numpy as np


def left_to_right(x, labels, test_x, test_labels, w, rate, steps):
    k_h, k_w, c_in, classes = w.shape
    positions = [(i, j) for i in range(x.shape[1] - k_h + 1) for j in range(x.shape[2] - k_w + 1)]
    wanted = np.zeros((len(x), classes))
    wanted[range(len(x)), labels] = 1

    def window(images, place):
        i, j = place
        return images[:, i : i + k_h, j : j + k_w].reshape(len(images), -1)

    table = []
    for shared in (True, False):
        kernels = {place: w.reshape(-1, classes) for place in positions}

        def scores(images, kernels):
            return sum((window(images, place) @ kernels[place]) ** 2 for place in positions)

        def probabilities(s):
            return np.exp(s) / np.exp(s).sum(axis=1)[:, np.newaxis]

        for _ in range(steps):
            error = (probabilities(scores(x, kernels)) - wanted) / len(x)
            gradients = {}
            for place in positions:
                y = window(x, place) @ kernels[place]
                gradients[place] = window(x, place).T @ (2 * y * error)
            whole = sum(gradients.values())
            for place in positions:
                kernels[place] = kernels[place] - rate * (whole if shared else gradients[place])
        right = scores(test_x, kernels).argmax(axis=1) == test_labels
        loss = -(np.log(probabilities(scores(x, kernels))) * wanted).sum(axis=1).mean()
        table.append([right.mean(), loss])
    return np.array(table)
