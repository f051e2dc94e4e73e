"""Train a small detector on the left, with and without sharing, and test it elsewhere."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

SHARED, UNSHARED = "pqdc", "ijpqdc"


def left_to_right(
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Train a detector with a shared and one with an unshared layer, and return how well each of them does.

    The detector looks at an image through one layer, without bias, padding or stride, that has a channel for each class:
        y[n, i, j, c]  the output of the layer
        s[n, c]        the score of class c, the sum of y[n, i, j, c] ** 2 over all positions (i, j)
        p[n, c]        its probability, exp(s[n, c]) / sum of exp(s[n, k]) over the classes k; take the largest score of image n
                       from all its scores first, which changes no probability, and keeps exp from overflowing
    and decides for the class with the largest score. The loss is the mean over the images of -log(p[n, labels[n]]).

    Training is plain gradient descent on all images at once: `steps` times, every weight moves by -rate times its gradient,
    with dy[n, i, j, c] = 2 * y[n, i, j, c] * (p[n, c] - (1 if c == labels[n] else 0)) / N.

    Arguments:
        x, labels            images to train with, shape (N, H, W, C_in), and their classes, whole numbers of shape (N,)
        test_x, test_labels  images to test with, of the same height and width, and their classes
        w                    the kernel to begin with, shape (K_h, K_w, C_in, classes); the unshared layer begins with this
                             kernel at every position
        rate, steps          how far each step goes, and how many steps there are

    Returns a new array of shape (2, 2), the first row for the shared layer, the second for the unshared one:
        [share of the test images for which the detector decides rightly, loss on the training images after the last step]

    All arrays stay as they are.
    """
    windows, test_windows = (sliding_window_view(images, w.shape[:2], axis=(1, 2)) for images in (x, test_x))
    tied = np.broadcast_to(w, (*windows.shape[1:3], *w.shape))
    results = []
    for kernel, axes in ((w, SHARED), (tied, UNSHARED)):
        for _ in range(steps):
            kernel = kernel - rate * _gradient(windows, labels, kernel, axes)
        chosen = _scores(_apply(test_windows, kernel, axes)).argmax(axis=1)
        probabilities = _probabilities(_scores(_apply(windows, kernel, axes)))
        loss = -np.log(probabilities[np.arange(len(labels)), labels]).mean()
        results.append([(chosen == test_labels).mean(), loss])
    return np.array(results)


def _gradient(windows: np.ndarray, labels: np.ndarray, kernel: np.ndarray, axes: str) -> np.ndarray:
    """Return dL/dw: for a shared kernel the sum over the positions, else each position's own."""
    y = _apply(windows, kernel, axes)
    probabilities = _probabilities(_scores(y))
    probabilities[np.arange(len(labels)), labels] -= 1
    dy = 2 * y * probabilities[:, np.newaxis, np.newaxis] / len(labels)
    gradient: np.ndarray = np.einsum(f"nijdpq,nijc->{axes}", windows, dy, optimize=True)
    return gradient


def _apply(windows: np.ndarray, kernel: np.ndarray, axes: str) -> np.ndarray:
    y: np.ndarray = np.einsum(f"nijdpq,{axes}->nijc", windows, kernel, optimize=True)
    return y


def _scores(y: np.ndarray) -> np.ndarray:
    scores: np.ndarray = (y**2).sum(axis=(1, 2))
    return scores


def _probabilities(scores: np.ndarray) -> np.ndarray:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
    return probabilities
