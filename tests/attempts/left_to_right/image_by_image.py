"""Right: the gradient of one image after the other, added up; in place, on a copy."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def softmax(s):
    e = np.exp(s - s.max())
    return e / e.sum()


def left_to_right(x, labels, test_x, test_labels, w, rate, steps):
    height, width = x.shape[1] - w.shape[0] + 1, x.shape[2] - w.shape[1] + 1
    see = [sliding_window_view(image, w.shape[:2], axis=(0, 1)) for image in x]
    see_test = [sliding_window_view(image, w.shape[:2], axis=(0, 1)) for image in test_x]
    out = []
    for shared in (1, 0):
        kernels = np.array(np.broadcast_to(w, (height, width) + w.shape))
        for _ in range(steps):
            total = np.zeros(kernels.shape)
            for windows, label in zip(see, labels, strict=True):
                y = np.einsum("ijdpq,ijpqdc->ijc", windows, kernels)
                p = softmax((y**2).sum(axis=(0, 1)))
                p[label] -= 1
                total += np.einsum("ijdpq,ijc->ijpqdc", windows, 2 * y * p)
            if shared:
                total[:] = total.sum(axis=(0, 1))
            kernels -= rate / len(x) * total
        losses, right = [], 0
        for windows, label in zip(see, labels, strict=True):
            y = np.einsum("ijdpq,ijpqdc->ijc", windows, kernels)
            losses.append(-np.log(softmax((y**2).sum(axis=(0, 1)))[label]))
        for windows, label in zip(see_test, test_labels, strict=True):
            y = np.einsum("ijdpq,ijpqdc->ijc", windows, kernels)
            right += (y**2).sum(axis=(0, 1)).argmax() == label
        out.append((right / len(test_x), sum(losses) / len(losses)))
    return np.array(out)
