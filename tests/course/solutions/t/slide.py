"""Reference for `slide`."""

import numpy as np


def slide(x: np.ndarray, w: np.ndarray, bias: int = 0) -> np.ndarray:
    """Slide a kernel over a row of numbers.

    x has shape (H,), w has shape (K,); the result is a new array of shape (H - K + 1,).
    """
    return np.correlate(x, w) + bias
