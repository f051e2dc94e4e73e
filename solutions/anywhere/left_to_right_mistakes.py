"""What goes wrong in training on the left and testing elsewhere, each mistake under its stable name."""

from collections.abc import Callable

import numpy as np

Experiment = Callable[..., np.ndarray]


def averaged_gradient(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Average the gradient of the shared kernel over the positions."""
    results = left_to_right(x, labels, test_x, test_labels, w, rate, steps)
    positions = (x.shape[1] - w.shape[0] + 1) * (x.shape[2] - w.shape[1] + 1)
    results[0] = left_to_right(x, labels, test_x, test_labels, w, rate / positions, steps)[0]
    return results


def local_is_shared(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Train the shared layer twice."""
    return left_to_right(x, labels, test_x, test_labels, w, rate, steps)[[0, 0]]


def shared_is_local(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Train the unshared layer twice."""
    return left_to_right(x, labels, test_x, test_labels, w, rate, steps)[[1, 1]]


def results_in_other_order(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Put the unshared layer first."""
    return left_to_right(x, labels, test_x, test_labels, w, rate, steps)[::-1].copy()


def columns_in_other_order(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Put the loss before the share of right decisions."""
    return left_to_right(x, labels, test_x, test_labels, w, rate, steps)[:, ::-1].copy()


def not_averaged_over_batch(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Add the images up in the gradient where the loss averages over them."""
    return left_to_right(x, labels, test_x, test_labels, w, rate * len(x), steps)


def loss_summed(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Add the losses of the images up."""
    results = left_to_right(x, labels, test_x, test_labels, w, rate, steps)
    results[:, 1] *= len(x)
    return results


def forgot_factor_two(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Leave the 2 of the square's derivative out."""
    return left_to_right(x, labels, test_x, test_labels, w, rate / 2, steps)


def ascent(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Step along the gradient, uphill."""
    return left_to_right(x, labels, test_x, test_labels, w, -rate, steps)


def off_by_one(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Take the loss before the last step, and decide with the kernel before it."""
    return left_to_right(x, labels, test_x, test_labels, w, rate, steps - 1)


def not_trained(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Test the kernel that training begins with."""
    return left_to_right(x, labels, test_x, test_labels, w, rate, 0)


def tested_on_training(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Decide for the images that were trained with."""
    return left_to_right(x, labels, x, labels, w, rate, steps)


def errors_counted(
    left_to_right: Experiment,
    x: np.ndarray,
    labels: np.ndarray,
    test_x: np.ndarray,
    test_labels: np.ndarray,
    w: np.ndarray,
    rate: float,
    steps: int,
) -> np.ndarray:
    """Return the share of wrong decisions."""
    results = left_to_right(x, labels, test_x, test_labels, w, rate, steps)
    results[:, 0] = 1 - results[:, 0]
    return results
