"""Right: the layers and gradients of exercise-5, without what is not needed here."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d(x, w):
    windows = sliding_window_view(x, w.shape[:2], axis=(1, 2))
    return np.einsum("nijdpq,pqdc->nijc", windows, w)


def conv2d_backward(x, w, dy):
    return np.einsum("nijdpq,nijc->pqdc", sliding_window_view(x, w.shape[:2], axis=(1, 2)), dy)


def local2d(x, w):
    windows = sliding_window_view(x, w.shape[2:4], axis=(1, 2))
    return np.einsum("nijdpq,ijpqdc->nijc", windows, w)


def local2d_backward(x, w, dy):
    return np.einsum("nijdpq,nijc->ijpqdc", sliding_window_view(x, w.shape[2:4], axis=(1, 2)), dy)


def softmax(s):
    powers = np.exp(s)
    return powers / powers.sum(axis=1, keepdims=True)


def train_and_test(layer, backward, x, labels, test_x, test_labels, w, rate, steps):
    for _ in range(steps):
        y = layer(x, w)
        p = softmax((y * y).sum(axis=(1, 2)))
        wanted = np.eye(p.shape[1])[labels]
        w = w - rate * backward(x, w, 2 * y * (p - wanted)[:, None, None, :] / len(x))
    p = softmax((layer(x, w) ** 2).sum(axis=(1, 2)))
    loss = -np.log(p[np.arange(len(x)), labels]).mean()
    decisions = (layer(test_x, w) ** 2).sum(axis=(1, 2)).argmax(axis=1)
    return (decisions == test_labels).mean(), loss


def left_to_right(x, labels, test_x, test_labels, w, rate, steps):
    rows, columns = x.shape[1] - w.shape[0] + 1, x.shape[2] - w.shape[1] + 1
    kernels = np.tile(w, (rows, columns, 1, 1, 1, 1))
    data = (x, labels, test_x, test_labels)
    return np.array(
        [
            train_and_test(conv2d, conv2d_backward, *data, w, rate, steps),
            train_and_test(local2d, local2d_backward, *data, kernels, rate, steps),
        ]
    )
