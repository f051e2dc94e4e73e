"""Right: with two classes the probabilities follow from the difference of the scores."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def left_to_right(x, labels, test_x, test_labels, w, rate, steps):
    see, see_test = (sliding_window_view(images, w.shape[:2], axis=(1, 2)) for images in (x, test_x))
    sign = 2 * labels - 1
    table = []
    for kernel, forward, backward in (
        (w, "nijdpq,pqdc->nijc", "nijdpq,nijc->pqdc"),
        (np.broadcast_to(w, (*see.shape[1:3], *w.shape)), "nijdpq,ijpqdc->nijc", "nijdpq,nijc->ijpqdc"),
    ):
        for _ in range(steps):
            y = np.einsum(forward, see, kernel)
            s = (y**2).sum(axis=(1, 2))
            second = 1 / (1 + np.exp(s[:, 0] - s[:, 1])) - labels
            ds = np.stack([-second, second], axis=1) / len(x)
            kernel = kernel - rate * np.einsum(backward, see, 2 * y * ds[:, None, None])
        s = (np.einsum(forward, see, kernel) ** 2).sum(axis=(1, 2))
        t = (np.einsum(forward, see_test, kernel) ** 2).sum(axis=(1, 2))
        loss = np.log1p(np.exp(-sign * (s[:, 1] - s[:, 0]))).mean()
        table.append([((t[:, 1] > t[:, 0]) == test_labels).mean(), loss])
    return np.array(table)
